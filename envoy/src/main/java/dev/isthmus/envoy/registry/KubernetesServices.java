package dev.isthmus.envoy.registry;

import dev.isthmus.api.core.Endpoint;
import dev.isthmus.api.core.EndpointPort;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.ServiceType;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kubernetes' Services, endpoints and pods as the mesh sees them. */
final class KubernetesServices {
  private static final String EXPORT_TO = "networking.istio.io/exportTo";
  private static final String CANONICAL_ACCOUNTS = "alpha.istio.io/canonical-serviceaccounts";
  private static final String ACCOUNTS = "alpha.istio.io/kubernetes-serviceaccounts";

  private final ClusterState state;
  private final Map<String, Pod> podsByName = new HashMap<>();

  KubernetesServices(ClusterState state) {
    this.state = state;
    state.pods().forEach(pod -> podsByName.put(pod.namespace() + "/" + pod.name(), pod));
  }

  MeshService service(Service service) {
    boolean alias =
        service.type() == ServiceType.EXTERNAL_NAME && !service.externalName().isEmpty();
    Resolution resolution =
        service.headless() ? Resolution.NONE : alias ? Resolution.ALIAS : Resolution.STATIC;
    return new MeshService(
        service.name() + "." + service.namespace() + ".svc." + state.mesh().domain(),
        service.name(),
        service.namespace(),
        true,
        alias,
        resolution,
        service.clusterIps().isEmpty() ? MeshService.UNSPECIFIED : service.clusterIps().getFirst(),
        service.ports().stream().map(KubernetesServices::port).toList(),
        Map.of(),
        Visibility.of(list(service, EXPORT_TO).toList(), state.mesh().exports().services()),
        service.meta().created(),
        identities(service),
        service.publishNotReadyAddresses(),
        alias ? service.externalName() : "",
        List.of());
  }

  private List<String> identities(Service service) {
    return Stream.concat(
            list(service, CANONICAL_ACCOUNTS),
            list(service, ACCOUNTS)
                .map(account ->
                    Spiffe.identity(state.mesh().trustDomain(), service.namespace(), account)))
        .toList();
  }

  private static Stream<String> list(Service service, String annotation) {
    String value = service.meta().annotations().getOrDefault(annotation, "");
    return value.isEmpty() ? Stream.of() : Stream.of(value.split(",")).map(String::trim);
  }

  static MeshPort port(ServicePort port) {
    return new MeshPort(
        port.name(),
        port.port(),
        Protocol.ofPort(port.protocol(), port.appProtocol(), port.name(), port.port()));
  }

  /** The endpoints of a Service's slices; one address counts once per port. */
  List<MeshEndpoint> endpoints(Service service) {
    List<MeshEndpoint> result = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (EndpointSlice slice : state.slices()) {
      if (!slice.namespace().equals(service.namespace())
          || !slice.service().equals(service.name())) {
        continue;
      }
      for (Endpoint endpoint : slice.endpoints()) {
        for (String address : endpoint.addresses()) {
          for (EndpointPort port : slice.ports()) {
            if (seen.add(address + " " + port.name())) {
              endpoint(slice, endpoint, address)
                  .ifPresent(it -> result.add(it.at(port.port(), port.name())));
            }
          }
        }
      }
    }
    return result;
  }

  private Optional<MeshEndpoint> endpoint(EndpointSlice slice, Endpoint endpoint, String address) {
    @Nullable Pod pod = podsByName.get(slice.namespace() + "/" + endpoint.pod());
    if (pod == null && !endpoint.pod().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        pod == null ? plain(address, health(endpoint)) : of(pod, address, health(endpoint)));
  }

  private static Health health(Endpoint endpoint) {
    if (endpoint.ready()) {
      return Health.READY;
    }
    return endpoint.terminating() ? Health.TERMINATING : Health.NOT_READY;
  }

  private MeshEndpoint plain(String address, Health health) {
    return new MeshEndpoint(
        address,
        0,
        "",
        TopologyLabels.add(Map.of(), state.cluster(), "", ""),
        "",
        0,
        false,
        "",
        "",
        "",
        health);
  }

  private MeshEndpoint of(Pod pod, String address, Health health) {
    String locality = state.localityOf(pod.nodeName());
    return new MeshEndpoint(
        address,
        0,
        "",
        TopologyLabels.add(pod.labels(), state.cluster(), locality, pod.nodeName()),
        locality,
        0,
        pod.labels().getOrDefault(MeshEndpoint.TLS_MODE, "").equals("istio"),
        Spiffe.identity(state.mesh().trustDomain(), pod.namespace(), pod.serviceAccountName()),
        pod.name(),
        pod.namespace(),
        health);
  }

  /** The running pods of a namespace, which ServiceEntries may select. */
  Stream<Workload> workloads(String namespace) {
    return state.pods().stream()
        .filter(pod -> pod.namespace().equals(namespace))
        .filter(pod -> pod.ready() && !pod.deleting() && !pod.ips().isEmpty())
        .map(pod -> new Workload(of(pod, pod.ips().getFirst(), Health.READY), Map.of()));
  }
}
