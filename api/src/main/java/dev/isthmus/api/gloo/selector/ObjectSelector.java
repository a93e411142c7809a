package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * Selects objects. Its members are ANDed and exact; an empty member takes any. Without members:
 * everything that the workspace of the object that holds it may see (API reference, Selecting).
 *
 * @param labels labels that the object must have
 * @param name its name, or empty
 * @param namespace its namespace, or empty
 * @param cluster its cluster, or empty
 * @param workspace the workspace that owns it, or empty
 */
public record ObjectSelector(
    SortedMap<String, String> labels,
    String name,
    String namespace,
    String cluster,
    String workspace) {

  public ObjectSelector {
    labels = Labels.copyOf(labels);
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
    requireNonNull(cluster, "cluster");
    requireNonNull(workspace, "workspace");
  }
}
