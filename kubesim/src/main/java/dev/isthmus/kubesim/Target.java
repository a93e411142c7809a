package dev.isthmus.kubesim;

import java.util.List;
import java.util.Optional;

/**
 * What a path of an API server names.
 *
 * @param version the version that the client speaks
 * @param namespace empty for none, or all
 * @param name empty for all
 * @param subresource {@code status}, or empty
 */
record Target(
    ResourceType type, String version, String namespace, String name, String subresource) {

  /** The target of a path; empty where the path names none. */
  static Optional<Target> of(SimCluster cluster, List<String> path) {
    boolean core = !path.isEmpty() && path.getFirst().equals("api");
    int start = core ? 2 : 3;
    if (path.size() <= start || !(core || path.getFirst().equals("apis"))) {
      return Optional.empty();
    }
    String group = core ? "" : path.get(1);
    String version = path.get(start - 1);
    List<String> rest = path.subList(start, path.size());
    boolean inNamespace = rest.size() > 2 && rest.getFirst().equals("namespaces");
    if (inNamespace) {
      Optional<Target> target =
          of(cluster, group, version, rest.get(1), rest.subList(2, rest.size()));
      if (target.isPresent() || !core) {
        return target.filter(t -> t.type.namespaced());
      }
    }
    return of(cluster, group, version, "", rest);
  }

  private static Optional<Target> of(
      SimCluster cluster, String group, String version, String namespace, List<String> rest) {
    if (rest.size() > 3) {
      return Optional.empty();
    }
    String name = rest.size() > 1 ? rest.get(1) : "";
    String subresource = rest.size() > 2 ? rest.get(2) : "";
    if (!subresource.isEmpty() && !subresource.equals("status")) {
      return Optional.empty();
    }
    return cluster
        .typeAt(group, version, rest.getFirst())
        .map(type -> new Target(type, version, namespace, name, subresource));
  }

  Place place() {
    return new Place(type, namespace, name);
  }
}
