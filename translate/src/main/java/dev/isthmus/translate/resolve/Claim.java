package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * That a workspace wants namespaces: what one entry of its {@code workloadClusters} says about one
 * kind of namespaces.
 *
 * @param workspace the workspace
 * @param age its age: of two claims the older one holds
 * @param cluster the clusters' name, {@code *} for any text; empty: any
 * @param clusterLabels labels that the KubernetesCluster has
 * @param namespace the namespaces' name, likewise
 * @param namespaceLabels labels that the Namespace has
 * @param configEnabled whether configuration counts there
 */
record Claim(
    String workspace,
    Age age,
    String cluster,
    SortedMap<String, String> clusterLabels,
    String namespace,
    SortedMap<String, String> namespaceLabels,
    boolean configEnabled) {
  Claim {
    clusterLabels = Labels.copyOf(clusterLabels);
    namespaceLabels = Labels.copyOf(namespaceLabels);
  }

  /** Under which key it is found: exact names, or {@code *} for all patterns. */
  NamespaceId place() {
    return new NamespaceId(exactOrAny(cluster), exactOrAny(namespace));
  }

  static String exactOrAny(String name) {
    return name.isEmpty() || Glob.isPattern(name) ? "*" : name;
  }

  boolean covers(
      Cluster target, String namespaceName, SortedMap<String, String> labelsOfNamespace) {
    return takes(cluster, target.name())
        && Selection.selectsLabels(clusterLabels, target.labels())
        && takes(namespace, namespaceName)
        && Selection.selectsLabels(namespaceLabels, labelsOfNamespace);
  }

  private static boolean takes(String pattern, String name) {
    return pattern.isEmpty() || Glob.matches(pattern, name);
  }
}
