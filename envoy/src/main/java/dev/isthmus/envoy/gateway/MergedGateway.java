package dev.isthmus.envoy.gateway;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.registry.ServiceTarget;
import dev.isthmus.envoy.scope.Age;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All servers of the Gateways that select a pod, oldest first. Plain HTTP servers of one port share
 * it; TLS servers share it by their hosts; of those that cannot share, the first keeps the port.
 */
public final class MergedGateway {
  private record Key(int port, String bind, Protocol protocol) {}

  private final Map<Key, List<GatewayServer>> byListener = new LinkedHashMap<>();
  private final Map<String, List<GatewayServer>> byRoute = new LinkedHashMap<>();

  /** Ports of plain servers, and who came first. */
  private final Map<Integer, Key> plain = new HashMap<>();

  private final Set<Integer> ports = new HashSet<>();

  /** Hosts of TLS servers: {@code port bind host}. */
  private final Set<String> tlsHosts = new HashSet<>();

  private MergedGateway() {}

  /**
   * Merges the Gateways that select a pod.
   *
   * @param targets the ports of the pod that Services lead to
   */
  public static MergedGateway of(ClusterState state, Proxy proxy, List<ServiceTarget> targets) {
    MergedGateway result = new MergedGateway();
    state.istio().stream()
        .filter(object -> object.spec() instanceof Gateway)
        .filter(object ->
            proxy.labels().entrySet().containsAll(((Gateway) object.spec()).selector().entrySet()))
        .sorted(Age.OLDEST_FIRST)
        .forEach(object -> result.add(object, targets));
    return result;
  }

  private void add(IstioObject object, List<ServiceTarget> targets) {
    for (Server server : ((Gateway) object.spec()).servers()) {
      if (server.port() != null) {
        add(
            new GatewayServer(
                withFullHosts(server, object.namespace()),
                object.namespace() + "/" + object.name(),
                podPort(server.port().number(), targets)));
      }
    }
  }

  /** {@code ./host} is of the Gateway's namespace, {@code *}{@code /host} of any. */
  private static Server withFullHosts(Server server, String namespace) {
    return ServerBuilder.builder(server)
        .hosts(
            server.hosts().stream()
                .map(host ->
                    host.startsWith("./")
                        ? namespace + host.substring(1)
                        : host.startsWith("*/") ? host.substring(2) : host)
                .toList())
        .build();
  }

  /** A Gateway may name a Service's port: then the pod's port behind it is meant. */
  private static int podPort(int number, List<ServiceTarget> targets) {
    return targets.stream()
        .filter(target -> target.port().number() == number)
        .findFirst()
        .map(ServiceTarget::targetPort)
        .orElse(number);
  }

  private void add(GatewayServer server) {
    if (server.tls().isPresent() && !claimHosts(server)) {
      return;
    }
    Key key = new Key(server.port(), server.server().bind(), server.protocol());
    Key present = plain.get(server.port());
    if (ports.add(server.port())) {
      addAlone(server, key);
    } else if (present == null) {
      addBesideTls(server, key);
    } else if (!present.bind().equals(key.bind())) {
      addAlone(server, key);
    } else if (server.isHttp()
        && !server.isTls()
        && (present.protocol().isHttp() || present.protocol() == key.protocol())) {
      listener(present).add(server);
      byRoute.computeIfAbsent(server.routeName(), name -> new ArrayList<>()).add(server);
    }
  }

  /** Envoy refuses two filter chains with one server name. */
  private boolean claimHosts(GatewayServer server) {
    List<String> keys =
        server.server().hosts().stream()
            .map(host -> server.port() + " " + server.server().bind() + " " + host)
            .toList();
    return keys.stream().noneMatch(tlsHosts::contains) && tlsHosts.addAll(keys);
  }

  private void addAlone(GatewayServer server, Key key) {
    if (!server.isTls()) {
      plain.put(server.port(), key);
    }
    if (server.isHttp()) {
      byRoute.computeIfAbsent(server.routeName(), name -> new ArrayList<>()).add(server);
    }
    listener(key).add(server);
  }

  private void addBesideTls(GatewayServer server, Key key) {
    if (!server.isTls()) {
      addAlone(server, key);
    } else if (!server.isHttp() || !byRoute.containsKey(server.routeName())) {
      if (server.isHttp()) {
        byRoute.put(server.routeName(), new ArrayList<>(List.of(server)));
      }
      listener(key).add(server);
    }
  }

  private List<GatewayServer> listener(Key key) {
    return byListener.computeIfAbsent(key, it -> new ArrayList<>());
  }

  public List<GatewayListener> listeners() {
    return byListener.entrySet().stream()
        .map(entry ->
            new GatewayListener(
                entry.getKey().port(),
                entry.getKey().bind(),
                entry.getKey().protocol(),
                entry.getValue()))
        .toList();
  }

  /** The servers of a route configuration. */
  public List<GatewayServer> servers(String routeName) {
    return byRoute.getOrDefault(routeName, List.of());
  }

  public boolean hasAutoPassthrough() {
    return byListener.values().stream()
        .flatMap(List::stream)
        .anyMatch(GatewayServer::isAutoPassthrough);
  }
}
