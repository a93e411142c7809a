package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.List;
import java.util.SortedMap;

/**
 * Selects clusters, and namespaces of them. Members are ANDed.
 *
 * @param name the cluster's name, where {@code *} stands for any text; empty: any, when {@code
 *     selector} is set
 * @param selector labels of the KubernetesCluster object
 * @param namespaces the namespaces, ORed
 * @param configEnabled configuration is read from these clusters; where one entry says so, each
 *     must
 */
public record ClusterSelector(
    String name,
    SortedMap<String, String> selector,
    List<NamespaceSelector> namespaces,
    boolean configEnabled) {

  public ClusterSelector {
    requireNonNull(name, "name");
    selector = Labels.copyOf(selector);
    namespaces = List.copyOf(namespaces);
  }
}
