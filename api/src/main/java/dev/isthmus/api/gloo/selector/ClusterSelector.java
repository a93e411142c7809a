package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Selects clusters, and namespaces of them. Members are ANDed.
 *
 * @param name the cluster's name, where {@code *} stands for any text; empty: any, when {@code
 *     selector} is set
 * @param selector labels of the KubernetesCluster object
 * @param namespaces the namespaces, ORed
 * @param configEnabled whether configuration is read from these clusters; null: not said, then it
 *     is, unless another entry says {@code true}
 */
public record ClusterSelector(
    String name,
    SortedMap<String, String> selector,
    List<NamespaceSelector> namespaces,
    @Nullable Boolean configEnabled) {

  public ClusterSelector {
    requireNonNull(name, "name");
    selector = Labels.copyOf(selector);
    namespaces = List.copyOf(namespaces);
  }
}
