package dev.isthmus.traffic;

import dev.isthmus.api.core.Pod;
import dev.isthmus.identity.SpiffeId;
import dev.isthmus.traffic.bookinfo.BookinfoRole;
import dev.isthmus.traffic.loopback.Place;

/**
 * A pod of a lab that gets an Envoy.
 *
 * @param pod the pod
 * @param istiod the istiod that would configure its proxy
 * @param trustDomain the trust domain of its cluster
 * @param place where it is
 */
public record LabPod(Pod pod, String istiod, String trustDomain, Place place) {
  /** Its cluster. */
  public String cluster() {
    return pod.cluster();
  }

  /** Its application: the label {@code app}. */
  public String app() {
    return pod.labels().getOrDefault("app", "");
  }

  /** Its name, on the whole machine: its node id towards the xDS server. */
  public String node() {
    return pod.name() + "." + pod.namespace() + " (" + pod.cluster() + ")";
  }

  /** Whom its certificate names. */
  public SpiffeId identity() {
    return new SpiffeId(trustDomain, pod.namespace(), pod.serviceAccountName());
  }

  /** Whether its application is one of Bookinfo's; if not, it is a gateway. */
  public boolean isBookinfo() {
    return BookinfoRole.isBookinfo(app());
  }

  BookinfoRole role() {
    return new BookinfoRole(
        cluster(), pod.namespace(), pod.name(), app(), pod.labels().getOrDefault("version", ""));
  }
}
