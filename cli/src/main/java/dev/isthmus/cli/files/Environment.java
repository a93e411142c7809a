package dev.isthmus.cli.files;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All objects of an environment. One object that stands in several places with equal content is
 * one; with different content the first place counts, in the order of paths.
 *
 * @param resources the objects
 * @param istio the whole of its Istio objects, where it was asked for
 * @param findings what is wrong with files and objects, sorted
 * @param whole whether every file was read to its end; where not, objects may be missing, and
 *     nothing may be concluded from that
 */
public record Environment(
    SortedMap<ObjectRef, Resource> resources,
    SortedMap<ObjectRef, IstioObject> istio,
    List<Finding> findings,
    boolean whole) {

  static Environment of(Iterable<FileContent> files, List<Finding> others) {
    SortedMap<ObjectRef, Resource> resources = new TreeMap<>();
    SortedMap<ObjectRef, IstioObject> istio = new TreeMap<>();
    TreeMap<ObjectRef, String> places = new TreeMap<>();
    List<Finding> findings = new ArrayList<>(others);
    boolean whole =
        others.stream().noneMatch(finding -> finding.reason() == Reason.UNREADABLE_INPUT);
    for (FileContent file : files) {
      whole &= file.whole();
      findings.addAll(file.findings());
      for (FileContent.Located located : file.resources()) {
        ObjectRef ref = located.resource().ref();
        String place = file.path() + ":" + located.position().line();
        Resource first = resources.putIfAbsent(ref, located.resource());
        if (first == null) {
          places.put(ref, place);
          if (located.istio() != null) {
            istio.put(ref, located.istio());
          }
        } else if (!first.equals(located.resource())) {
          findings.add(duplicate(ref, places.getOrDefault(ref, place), place));
        }
      }
    }
    findings.sort(null);
    return new Environment(resources, istio, List.copyOf(findings), whole);
  }

  /** The Istio objects of one cluster. */
  public List<IstioObject> istio(String cluster) {
    return istio.entrySet().stream()
        .filter(entry -> entry.getKey().key().cluster().equals(cluster))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Finding duplicate(ObjectRef ref, String first, String second) {
    return new Finding(
        Reason.DUPLICATE_OBJECT,
        ref,
        "",
        "The object stands in " + first + " and, with other content, in " + second + ".",
        "The first counts; the second has no effect.",
        "Delete one of the two.");
  }
}
