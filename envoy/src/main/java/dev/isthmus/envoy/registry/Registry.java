package dev.isthmus.envoy.registry;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PortProtocol;
import dev.isthmus.api.core.Service;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.WorkloadEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All services of a cluster, oldest first, with their endpoints. */
public final class Registry {
  private static final Comparator<MeshService> OLDEST_FIRST =
      comparing(MeshService::created, nullsLast(naturalOrder()))
          .thenComparing(MeshService::name)
          .thenComparing(MeshService::namespace);

  private static final Comparator<MeshService> OLDEST_HOST_FIRST =
      comparing(MeshService::created, nullsLast(naturalOrder()))
          .thenComparing(MeshService::hostname);

  private final ClusterState state;
  private final List<MeshService> services;
  private final Map<MeshService.Key, List<MeshEndpoint>> endpoints = new HashMap<>();
  private final Map<MeshService.Key, List<String>> declared = new HashMap<>();

  public Registry(ClusterState state) {
    this.state = state;
    List<MeshService> all = new ArrayList<>();
    KubernetesServices kubernetes = new KubernetesServices(state);
    for (Service service : state.services()) {
      MeshService converted = kubernetes.service(service);
      all.add(converted);
      endpointsOf(converted).addAll(kubernetes.endpoints(service));
    }
    addEntries(new ServiceEntries(state), kubernetes, all);
    all.sort(OLDEST_FIRST);
    services = Aliases.resolve(all);
    services.forEach(it -> declared.put(it.key(), it.identities()));
  }

  private void addEntries(
      ServiceEntries entries, KubernetesServices kubernetes, List<MeshService> all) {
    Map<String, List<Workload>> workloadEntries = new HashMap<>();
    for (IstioObject object : state.istio()) {
      if (object.spec() instanceof WorkloadEntry entry) {
        workloadEntries
            .computeIfAbsent(object.namespace(), namespace -> new ArrayList<>())
            .add(entries.workload(object, entry));
      }
    }
    for (IstioObject object : state.istio()) {
      if (object.spec() instanceof ServiceEntry entry) {
        List<MeshService> converted = entries.services(object, entry);
        all.addAll(converted);
        for (String host : new TreeSet<>(entry.hosts())) {
          Stream<Workload> workloads =
              Stream.concat(
                  kubernetes.workloads(object.namespace()),
                  workloadEntries.getOrDefault(object.namespace(), List.of()).stream());
          endpointsOf(new MeshService.Key(host, object.namespace()))
              .addAll(entries.endpoints(object, entry, host, workloads));
        }
      }
    }
    if (state.mesh().selectWorkloadEntries()) {
      workloadEntries.forEach(this::selectByServices);
    }
  }

  /**
   * A WorkloadEntry that a Kubernetes Service selects is an endpoint at the Service's target port.
   */
  private void selectByServices(String namespace, List<Workload> entries) {
    for (Service service : state.services()) {
      if (!service.namespace().equals(namespace) || service.selector().isEmpty()) {
        continue;
      }
      String hostname =
          service.name() + "." + service.namespace() + ".svc." + state.mesh().domain();
      for (Workload entry : entries) {
        if (entry.endpoint().hasLabels(service.selector())
            && ServiceEntries.isIp(entry.endpoint().address())) {
          service.ports().stream()
              .map(port ->
                  entry
                      .endpoint()
                      .at(
                          entry.ports().getOrDefault(port.name(), port.targetPort().number()),
                          port.name()))
              .forEach(endpointsOf(new MeshService.Key(hostname, namespace))::add);
        }
      }
    }
  }

  private List<MeshEndpoint> endpointsOf(MeshService service) {
    return endpointsOf(service.key());
  }

  private List<MeshEndpoint> endpointsOf(MeshService.Key key) {
    return endpoints.computeIfAbsent(key, it -> new ArrayList<>());
  }

  /** All services, oldest first. */
  public List<MeshService> services() {
    return services;
  }

  /** The endpoints of one port of a service, in a stable order. */
  public List<MeshEndpoint> endpoints(MeshService service, MeshPort port) {
    return endpoints.getOrDefault(service.key(), List.of()).stream()
        .filter(endpoint -> endpoint.portName().equals(port.name()))
        .toList();
  }

  /**
   * The identities of a service's servers, sorted: those of its endpoints and those that the
   * youngest declaration of its host in its namespace names (istiod's {@code initServiceAccounts}).
   */
  public List<String> identities(MeshService service) {
    Set<String> result = new TreeSet<>(declared.getOrDefault(service.key(), List.of()));
    endpoints.getOrDefault(service.key(), List.of()).stream()
        .map(MeshEndpoint::identity)
        .filter(identity -> !identity.isEmpty())
        .forEach(result::add);
    return withAliases(result);
  }

  /** Each identity of the mesh in the trust domains that count as its own, too. */
  private List<String> withAliases(Set<String> identities) {
    Set<String> result = new TreeSet<>(identities);
    String own = "spiffe://" + state.mesh().trustDomain() + "/";
    for (String identity : identities) {
      if (identity.startsWith(own)) {
        state.mesh().trustDomainAliases().stream()
            .map(alias -> "spiffe://" + alias + "/" + identity.substring(own.length()))
            .forEach(result::add);
      }
    }
    return List.copyOf(result);
  }

  /**
   * The ports of a proxy's pod that services of its namespace lead to, of the oldest service first;
   * by host where they are of one age (istiod's {@code Proxy.SetServiceTargets}).
   */
  public List<ServiceTarget> targets(Proxy proxy) {
    List<ServiceTarget> result = new ArrayList<>();
    List<MeshService> own =
        services.stream().filter(it -> it.namespace().equals(proxy.namespace())).toList();
    for (MeshService service : own) {
      if (service.kubernetes()) {
        kubernetes(service).ifPresent(it -> addTargets(result, service, it, proxy));
      }
    }
    own.stream().filter(it -> !it.kubernetes()).forEach(it -> addEntryTargets(result, it, proxy));
    result.sort(comparing(ServiceTarget::service, OLDEST_HOST_FIRST));
    return result;
  }

  private Optional<Service> kubernetes(MeshService service) {
    return state.services().stream()
        .filter(it -> it.name().equals(service.name()))
        .filter(it -> it.namespace().equals(service.namespace()))
        .findFirst();
  }

  private void addTargets(
      List<ServiceTarget> result, MeshService service, Service kubernetes, Proxy proxy) {
    if (kubernetes.selector().isEmpty()
        || !proxy.labels().entrySet().containsAll(kubernetes.selector().entrySet())) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < kubernetes.ports().size(); i++) {
      var port = kubernetes.ports().get(i);
      MeshPort meshPort = service.ports().get(i);
      int target =
          port.targetPort().name().isEmpty()
              ? port.targetPort().number()
              : named(proxy, port.targetPort().name(), port.protocol());
      if (target > 0 && seen.add(target + " " + meshPort.protocol())) {
        result.add(new ServiceTarget(service, meshPort, target));
      }
    }
  }

  private int named(Proxy proxy, String portName, PortProtocol protocol) {
    @Nullable Pod pod =
        state.pods().stream()
            .filter(it -> it.name().equals(proxy.name()))
            .filter(it -> it.namespace().equals(proxy.namespace()))
            .findFirst()
            .orElse(null);
    return pod == null
        ? 0
        : pod.ports().stream()
            .filter(port -> port.name().equals(portName) && port.protocol() == protocol)
            .mapToInt(ContainerPort::port)
            .findFirst()
            .orElse(0);
  }

  private void addEntryTargets(List<ServiceTarget> result, MeshService service, Proxy proxy) {
    for (MeshPort port : service.ports()) {
      endpoints(service, port).stream()
          .filter(endpoint -> endpoint.address().equals(proxy.address()))
          .map(endpoint -> new ServiceTarget(service, port, endpoint.port()))
          .forEach(result::add);
    }
  }
}
