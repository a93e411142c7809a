package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectRef;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A registered cluster.
 *
 * @param name its name, everywhere
 * @param object its KubernetesCluster object
 * @param labels that object's labels, which Workspaces select by
 * @param domain its DNS domain
 * @param registeredTrustDomain the trust domain that it was registered with; empty when none
 * @param controlPlanes its istiods, by revision
 */
public record Cluster(
    String name,
    ObjectRef object,
    SortedMap<String, String> labels,
    String domain,
    String registeredTrustDomain,
    List<ControlPlane> controlPlanes) {
  public Cluster {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    controlPlanes = List.copyOf(controlPlanes);
  }

  /**
   * The trust domain of workloads whose namespace names a revision: the registered one, whatever
   * the cluster itself says; else that istiod's; the only istiod's when the revision is unknown;
   * Istio's default when there is none.
   */
  public String trustDomain(String revision) {
    if (!registeredTrustDomain.isEmpty()) {
      return registeredTrustDomain;
    }
    for (ControlPlane plane : controlPlanes) {
      if (plane.revision().equals(revision)) {
        return plane.trustDomain();
      }
    }
    return controlPlanes.isEmpty()
        ? ControlPlane.DEFAULT_TRUST_DOMAIN
        : controlPlanes.getFirst().trustDomain();
  }
}
