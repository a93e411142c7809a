package dev.isthmus.cli.files;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Resource;
import java.nio.file.Path;
import java.util.List;

/**
 * What one file of an environment holds.
 *
 * @param path the file, relative to the environment
 * @param resources its objects that are used, in the file's order
 * @param findings what is wrong in it, sorted
 * @param whole whether all of it was read; where not, objects may be missing
 */
record FileContent(Path path, List<Located> resources, List<Finding> findings, boolean whole) {
  /** An object and where it stands. */
  record Located(Resource resource, Position position) {}

  FileContent {
    resources = List.copyOf(resources);
    findings = List.copyOf(findings);
  }
}
