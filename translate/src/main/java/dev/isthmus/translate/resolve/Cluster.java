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
 * @param controlPlanes its istiods, by revision
 */
public record Cluster(
    String name,
    ObjectRef object,
    SortedMap<String, String> labels,
    String domain,
    List<ControlPlane> controlPlanes) {
  public Cluster {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    controlPlanes = List.copyOf(controlPlanes);
  }

  /**
   * The trust domain of workloads whose namespace names a revision: that istiod's; the only
   * istiod's when the revision is unknown; Istio's default when there is none.
   */
  public String trustDomain(String revision) {
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
