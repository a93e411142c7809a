package dev.isthmus.envoy.istiod;

import dev.isthmus.api.core.Pod;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyType;
import java.util.ArrayList;
import java.util.List;

/** Some proxies of a cluster: its gateways, and pods with a sidecar. */
final class ProxySample {
  private ProxySample() {}

  /** Up to so many proxies, spread over the list of pods. */
  static List<Proxy> of(ClusterState state, int most) {
    List<Proxy> gateways = new ArrayList<>();
    List<Proxy> sidecars = new ArrayList<>();
    for (Pod pod : state.pods()) {
      switch (pod.proxy()) {
        case GATEWAY -> gateways.add(Proxy.of(ProxyType.ROUTER, pod, state));
        case SIDECAR -> sidecars.add(Proxy.of(ProxyType.SIDECAR, pod, state));
        case NONE -> {}
      }
    }
    List<Proxy> sample = new ArrayList<>(gateways);
    int step = Math.max(1, sidecars.size() / most);
    for (int i = 0; i < sidecars.size() && sample.size() < most; i += step) {
      sample.add(sidecars.get(i));
    }
    return sample;
  }
}
