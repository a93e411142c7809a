package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * Selects routes by labels (the route's own, its table's or a parent's) and by where their table
 * lives. Members are ANDed.
 *
 * @param labels labels that the route must have
 * @param name the table's name (versions 2.0 and 2.1), or empty
 * @param namespace the table's namespace, or empty
 * @param cluster the table's cluster, or empty
 * @param workspace the table's workspace, or empty
 */
public record RouteLabelSelector(
    SortedMap<String, String> labels,
    String name,
    String namespace,
    String cluster,
    String workspace) {

  public RouteLabelSelector {
    labels = Labels.copyOf(labels);
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
    requireNonNull(cluster, "cluster");
    requireNonNull(workspace, "workspace");
  }
}
