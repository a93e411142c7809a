package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * Selects shareable objects. Members are ANDed and exact; an empty one takes any.
 *
 * @param kind the kind
 * @param labels labels that the object must have
 * @param name its name, or empty
 * @param namespace its namespace, or empty
 * @param cluster its cluster, or empty
 */
public record TypedObjectSelector(
    ShareableKind kind,
    SortedMap<String, String> labels,
    String name,
    String namespace,
    String cluster) {

  public TypedObjectSelector {
    requireNonNull(kind, "kind");
    labels = Labels.copyOf(labels);
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
    requireNonNull(cluster, "cluster");
  }
}
