package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * Selects Istio control planes. Members are ANDed; an empty one takes any.
 *
 * @param revision a regular expression for the revision
 * @param namespace the namespace of istiod
 * @param clusterSelector labels of the KubernetesCluster object
 * @param selector labels of istiod's Deployment
 */
public record IstioMesh(
    String revision,
    String namespace,
    SortedMap<String, String> clusterSelector,
    SortedMap<String, String> selector) {

  public IstioMesh {
    requireNonNull(revision, "revision");
    requireNonNull(namespace, "namespace");
    clusterSelector = Labels.copyOf(clusterSelector);
    selector = Labels.copyOf(selector);
  }
}
