package dev.isthmus.cli.mesh;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.Endpoint;
import dev.isthmus.api.core.EndpointPort;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.ServiceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * EndpointSlices as Kubernetes makes them of the pods that a Service selects, for Services of which
 * an environment shows none.
 */
final class SelectedPods {
  private final Map<String, List<Pod>> pods = new HashMap<>();
  private final Map<String, String> zones = new HashMap<>();

  SelectedPods(Collection<Pod> pods, Collection<Node> nodes) {
    pods.stream()
        .filter(pod -> !pod.ended() && !pod.ips().isEmpty())
        .forEach(
            pod -> this.pods.computeIfAbsent(pod.namespace(), _ -> new ArrayList<>()).add(pod));
    nodes.forEach(node -> zones.put(node.name(), node.zone()));
  }

  /** These slices, and those of each Service that has none among them. */
  List<EndpointSlice> complete(Collection<Service> services, List<EndpointSlice> slices) {
    Set<String> there = new HashSet<>();
    slices.forEach(slice -> there.add(slice.namespace() + "/" + slice.service()));
    List<EndpointSlice> result = new ArrayList<>(slices);
    for (Service service : services) {
      if (!there.contains(service.namespace() + "/" + service.name())) {
        result.addAll(slices(service));
      }
    }
    return result;
  }

  /** A slice for each combination of ports, since a named port may differ from pod to pod. */
  private List<EndpointSlice> slices(Service service) {
    if (service.selector().isEmpty() || service.type() == ServiceType.EXTERNAL_NAME) {
      return List.of();
    }
    Map<List<Integer>, List<Endpoint>> byPorts = new HashMap<>();
    for (Pod pod : pods.getOrDefault(service.namespace(), List.of())) {
      if (pod.labels().entrySet().containsAll(service.selector().entrySet())) {
        List<Integer> ports = service.ports().stream().map(port -> target(port, pod)).toList();
        byPorts.computeIfAbsent(ports, _ -> new ArrayList<>()).add(endpoint(pod, service));
      }
    }
    List<EndpointSlice> result = new ArrayList<>();
    Map<String, List<Integer>> ordered = new TreeMap<>();
    byPorts.keySet().forEach(ports -> ordered.put(ports.toString(), ports));
    for (List<Integer> ports : ordered.values()) {
      result.add(slice(service, ports, byPorts.getOrDefault(ports, List.of()), result.size()));
    }
    return result;
  }

  private static EndpointSlice slice(
      Service service, List<Integer> numbers, List<Endpoint> endpoints, int index) {
    List<EndpointPort> ports = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      ServicePort port = service.ports().get(i);
      if (numbers.get(i) > 0) {
        ports.add(
            new EndpointPort(port.name(), numbers.get(i), port.protocol(), port.appProtocol()));
      }
    }
    ObjectKey key =
        new ObjectKey(service.cluster(), service.namespace(), service.name() + "-" + index);
    return new EndpointSlice(Meta.of(key, Labels.EMPTY), service.name(), ports, endpoints);
  }

  /** The port of a pod that a Service's port leads to; 0: the pod has none of the name. */
  private static int target(ServicePort port, Pod pod) {
    String name = port.targetPort().name();
    if (name.isEmpty()) {
      return port.targetPort().number();
    }
    return pod.ports().stream()
        .filter(it -> it.name().equals(name) && it.protocol() == port.protocol())
        .mapToInt(ContainerPort::port)
        .findFirst()
        .orElse(0);
  }

  private Endpoint endpoint(Pod pod, Service service) {
    boolean ready = (pod.ready() && !pod.deleting()) || service.publishNotReadyAddresses();
    return new Endpoint(
        pod.ips().subList(0, 1),
        ready,
        pod.ready(),
        pod.deleting(),
        pod.nodeName(),
        zones.getOrDefault(pod.nodeName(), ""),
        "",
        pod.name());
  }
}
