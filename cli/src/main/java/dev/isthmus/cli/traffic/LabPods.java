package dev.isthmus.cli.traffic;

import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.LoadBalancerIngress;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.traffic.LabPod;
import dev.isthmus.traffic.address.LoopbackAddresses;
import dev.isthmus.traffic.bookinfo.BookinfoRole;
import dev.isthmus.traffic.loopback.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The pods of a cluster that matter to a lab's traffic: Bookinfo's with a sidecar, and gateways.
 */
final class LabPods {
  private LabPods() {}

  static List<LabPod> of(ClusterMesh mesh) {
    return mesh.pods().stream().filter(LabPods::matters).map(pod -> of(mesh, pod)).toList();
  }

  private static boolean matters(Pod pod) {
    boolean runs = !pod.ips().isEmpty() && LoopbackAddresses.isMappable(pod.ips().getFirst());
    return runs
        && switch (pod.proxy()) {
          case GATEWAY -> true;
          case SIDECAR -> BookinfoRole.isBookinfo(pod.labels().getOrDefault("app", ""));
          case NONE -> false;
        };
  }

  private static LabPod of(ClusterMesh mesh, Pod pod) {
    ClusterState state = mesh.stateOf(pod);
    List<Place.Front> fronts =
        pod.proxy() == PodProxy.GATEWAY ? fronts(state.services(), pod) : List.of();
    return new LabPod(
        pod,
        mesh.istiodOf(pod),
        state.mesh().trustDomain(),
        new Place(pod.ips().getFirst(), fronts));
  }

  private static List<Place.Front> fronts(List<Service> services, Pod pod) {
    List<Place.Front> result = new ArrayList<>();
    for (Service service : services) {
      if (service.namespace().equals(pod.namespace())
          && !service.selector().isEmpty()
          && pod.labels().entrySet().containsAll(service.selector().entrySet())) {
        for (LoadBalancerIngress ingress : service.ingress()) {
          if (LoopbackAddresses.isMappable(ingress.ip())) {
            service
                .ports()
                .forEach(port ->
                    result.add(new Place.Front(ingress.ip(), port.port(), target(port, pod))));
          }
        }
      }
    }
    return result;
  }

  private static int target(ServicePort port, Pod pod) {
    return pod.ports().stream()
        .filter(it -> it.name().equals(port.targetPort().name()))
        .mapToInt(ContainerPort::port)
        .findFirst()
        .orElse(port.targetPort().number());
  }
}
