package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.registry.Registry;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Sidecar;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out what a proxy sees: by exportTo, and for sidecars by the Sidecar that holds for them.
 */
public final class Scopes {
  private final ClusterState state;
  private final Registry registry;
  private final VirtualServices virtualServices;
  private final DestinationRules destinationRules;
  private final List<IstioObject> sidecars;

  public Scopes(ClusterState state, Registry registry, VirtualServices virtualServices) {
    this.state = state;
    this.registry = registry;
    this.virtualServices = virtualServices;
    destinationRules = new DestinationRules(state);
    sidecars =
        state.istio().stream()
            .filter(object -> object.spec() instanceof Sidecar)
            .sorted(
                Comparator.comparing((IstioObject it) -> spec(it).workloadSelector() == null)
                    .thenComparing(Age.OLDEST_FIRST))
            .toList();
  }

  private static Sidecar spec(IstioObject object) {
    return (Sidecar) object.spec();
  }

  public ProxyScope of(Proxy proxy) {
    return proxy.isSidecar() ? sidecar(proxy) : gateway(proxy);
  }

  private ProxyScope gateway(Proxy proxy) {
    List<MeshService> services = ServiceSelection.merged(visible(proxy.namespace()));
    return new ProxyScope(proxy, null, List.of(), services, false, destinationRules);
  }

  private ProxyScope sidecar(Proxy proxy) {
    Optional<Sidecar> sidecar = sidecarFor(proxy).map(Scopes::spec);
    List<Sidecar.Egress> listeners = sidecar.map(Sidecar::egress).orElse(List.of());
    List<Egress> egress =
        listeners.isEmpty()
            ? List.of(new Egress(null, servicesFor(proxy, List.of("*/*"), 0), rules(proxy, "*/*")))
            : listeners.stream().map(listener -> egress(proxy, listener)).toList();
    List<MeshService> services = new ArrayList<>();
    for (Egress it : egress) {
      services.addAll(it.services());
      services.addAll(destinations(proxy, it));
    }
    boolean allowAny =
        sidecar
            .map(Sidecar::outboundTrafficPolicy)
            .map(policy -> policy.mode() == Sidecar.OutboundTrafficPolicy.Mode.ALLOW_ANY)
            .orElse(state.mesh().allowAnyOutbound());
    return new ProxyScope(
        proxy,
        sidecar.orElse(null),
        egress,
        ServiceSelection.merged(services),
        allowAny,
        destinationRules);
  }

  /** The Sidecar of the proxy's namespace that selects it, else for all there, else the root's. */
  private Optional<IstioObject> sidecarFor(Proxy proxy) {
    return sidecars.stream()
        .filter(object -> object.namespace().equals(proxy.namespace()))
        .filter(object -> selects(spec(object), proxy))
        .findFirst()
        .or(() ->
            sidecars.stream()
                .filter(object -> object.namespace().equals(state.mesh().rootNamespace()))
                .filter(object -> spec(object).workloadSelector() == null)
                .findFirst());
  }

  private static boolean selects(Sidecar sidecar, Proxy proxy) {
    var selector = sidecar.workloadSelector();
    return selector == null || proxy.labels().entrySet().containsAll(selector.labels().entrySet());
  }

  private Egress egress(Proxy proxy, Sidecar.Egress listener) {
    int port =
        listener.port() == null || Protocol.parse(listener.port().protocol()) == Protocol.HTTP_PROXY
            ? 0
            : listener.port().number();
    return new Egress(
        listener,
        servicesFor(proxy, listener.hosts(), port),
        rules(proxy, listener.hosts().toArray(String[]::new)));
  }

  private List<IstioObject> rules(Proxy proxy, String... hosts) {
    ImportedHosts imported = new ImportedHosts(List.of(hosts), proxy.namespace());
    return virtualServices.visible(proxy.namespace(), VirtualServices.MESH).stream()
        .filter(imported::haveVirtualService)
        .toList();
  }

  private List<MeshService> servicesFor(Proxy proxy, List<String> hosts, int port) {
    ImportedHosts imported = new ImportedHosts(hosts, proxy.namespace());
    List<MeshService> services =
        visible(proxy.namespace()).stream()
            .filter(service -> imported.haveService(service.namespace(), service.hostname()))
            .map(imported::withAliases)
            .flatMap(service -> withPort(service, port))
            .toList();
    return ServiceSelection.oneNamespacePerHost(services, proxy.namespace());
  }

  private static Stream<MeshService> withPort(MeshService service, int port) {
    return port == 0
        ? Stream.of(service)
        : ServiceSelection.withPorts(service, it -> it.number() == port).stream();
  }

  /** First those that only the namespace sees, then those exported to it, then everyone's. */
  private List<MeshService> visible(String namespace) {
    return registry.services().stream()
        .filter(service -> service.visibility().includes(service.namespace(), namespace))
        .sorted(Comparator.comparingInt(service -> rank(service, namespace)))
        .toList();
  }

  private static int rank(MeshService service, String namespace) {
    if (service.visibility().isPublic()) {
      return 2;
    }
    return service.namespace().equals(namespace) ? 0 : 1;
  }

  /** The services that visible VirtualServices lead to, though the listener does not name them. */
  private List<MeshService> destinations(Proxy proxy, Egress egress) {
    List<MeshService> result = new ArrayList<>();
    for (IstioObject object : egress.virtualServices()) {
      Map<String, Set<Integer>> ports =
          RouteDestinations.of((VirtualService) object.spec(), proxy.namespace());
      ports.forEach((host, wanted) ->
          declaration(host, proxy.namespace())
              .map(service ->
                  ServiceSelection.withPorts(service, port -> matches(port, wanted, egress)))
              .ifPresent(result::addAll));
    }
    return result;
  }

  private static boolean matches(MeshPort port, Set<Integer> wanted, Egress egress) {
    return egress.port() == 0
        ? wanted.contains(0) || wanted.contains(port.number())
        : port.number() == egress.port();
  }

  private Optional<MeshService> declaration(String host, String namespace) {
    List<MeshService> all =
        registry.services().stream().filter(it -> it.hostname().equals(host)).toList();
    return all.stream()
        .filter(it -> it.namespace().equals(namespace))
        .findFirst()
        .or(() ->
            all.stream()
                .filter(it -> it.visibility().includes(it.namespace(), namespace))
                .min(Comparator.comparing(MeshService::namespace)));
  }
}
