package dev.isthmus.envoy;

import dev.isthmus.api.core.Pod;
import dev.isthmus.envoy.registry.TopologyLabels;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Envoy of a mesh, as istiod knows it from its pod.
 *
 * @param type sidecar or gateway
 * @param name the pod's name
 * @param namespace the pod's namespace
 * @param serviceAccount the pod's account
 * @param address the pod's first address
 * @param labels the pod's labels, with those of its locality
 * @param locality where its node is
 */
public record Proxy(
    ProxyType type,
    String name,
    String namespace,
    String serviceAccount,
    String address,
    Map<String, String> labels,
    Locality locality) {
  public Proxy {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** The proxy of a pod. */
  public static Proxy of(ProxyType type, Pod pod, ClusterState state) {
    String locality = state.localityOf(pod.nodeName());
    return new Proxy(
        type,
        pod.name(),
        pod.namespace(),
        pod.serviceAccountName(),
        pod.ips().isEmpty() ? "" : pod.ips().getFirst(),
        TopologyLabels.add(pod.labels(), state.cluster(), locality, pod.nodeName()),
        Locality.parse(locality));
  }

  public boolean isSidecar() {
    return type == ProxyType.SIDECAR;
  }
}
