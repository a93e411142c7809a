package dev.isthmus.cli.files;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.istio.IstioObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one file of an environment holds.
 *
 * @param path the file, relative to the environment
 * @param resources its objects that are used, in the file's order
 * @param findings what is wrong in it, sorted
 * @param whole whether all of it was read; where not, objects may be missing
 */
record FileContent(Path path, List<Located> resources, List<Finding> findings, boolean whole) {
  /**
   * An object and where it stands.
   *
   * @param istio the whole of an Istio object, where it is asked for; null otherwise
   */
  record Located(Resource resource, Position position, @Nullable IstioObject istio) {}

  FileContent {
    resources = List.copyOf(resources);
    findings = List.copyOf(findings);
  }

  /**
   * This content, and of an earlier reading the objects that are not in this one: for a file that
   * could not be read to its end this time, nothing may be concluded from what is not there.
   */
  FileContent keeping(FileContent earlier) {
    Set<ObjectRef> here = new HashSet<>();
    resources.forEach(located -> here.add(located.resource().ref()));
    List<Located> all = new ArrayList<>(resources);
    for (Located located : earlier.resources) {
      if (!here.contains(located.resource().ref())) {
        all.add(located);
      }
    }
    return new FileContent(path, all, findings, whole);
  }
}
