package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * Selects namespaces of a cluster. Members are ANDed.
 *
 * @param name the name, where {@code *} stands for any text; empty: any
 * @param labels labels of the Namespace
 * @param configEnabled configuration is read from these namespaces; where one entry says so, each
 *     must
 */
public record NamespaceSelector(
    String name, SortedMap<String, String> labels, boolean configEnabled) {

  public NamespaceSelector {
    requireNonNull(name, "name");
    labels = Labels.copyOf(labels);
  }
}
