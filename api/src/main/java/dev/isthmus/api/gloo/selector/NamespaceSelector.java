package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Selects namespaces of a cluster. Members are ANDed.
 *
 * @param name the name, where {@code *} stands for any text; empty: any
 * @param labels labels of the Namespace
 * @param configEnabled whether configuration is read from these namespaces; null: not said, then it
 *     is, unless another entry says {@code true}
 */
public record NamespaceSelector(
    String name, SortedMap<String, String> labels, @Nullable Boolean configEnabled) {

  public NamespaceSelector {
    requireNonNull(name, "name");
    labels = Labels.copyOf(labels);
  }
}
