package dev.isthmus.envoy.gateway;

import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerPort;
import dev.isthmus.istio.ServerTlsSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One server of a Gateway on one port of its pod.
 *
 * @param server what the Gateway says; its hosts are {@code host} or {@code namespace/host}
 * @param gateway the Gateway: {@code namespace/name}
 * @param port the pod's port
 */
public record GatewayServer(Server server, String gateway, int port) {
  public ServerPort declaredPort() {
    return Objects.requireNonNull(server.port());
  }

  public Protocol protocol() {
    return Protocol.parse(declaredPort().protocol());
  }

  public Optional<ServerTlsSettings> tls() {
    return Optional.ofNullable(server.tls());
  }

  /** Whether TLS goes through to the destination. */
  public boolean passesTlsThrough() {
    return tls()
        .map(tls ->
            switch (tls.mode()) {
              case PASSTHROUGH, AUTO_PASSTHROUGH -> true;
              case SIMPLE, MUTUAL, ISTIO_MUTUAL, OPTIONAL_MUTUAL -> false;
            })
        .orElse(false);
  }

  /** HTTP, without TLS or with TLS that ends here. */
  public boolean isHttp() {
    return protocol().isHttp() || endsHttps();
  }

  public boolean endsHttps() {
    return protocol() == Protocol.HTTPS && tls().isPresent() && !passesTlsThrough();
  }

  /** Whether connections are told apart by their server names. */
  public boolean isTls() {
    return tls().isPresent() && !protocol().isHttp();
  }

  public boolean isAutoPassthrough() {
    return tls().map(tls -> tls.mode() == ServerTlsSettings.Mode.AUTO_PASSTHROUGH).orElse(false);
  }

  /** The route configuration of the server; empty when it has none. */
  public String routeName() {
    String bind = server.bind().isEmpty() ? "" : "." + server.bind();
    if (protocol().isHttp()) {
      return "http." + port + bind;
    }
    int slash = gateway.indexOf('/');
    return endsHttps()
        ? String.join(
                ".",
                "https",
                Integer.toString(declaredPort().number()),
                declaredPort().name(),
                gateway.substring(slash + 1),
                gateway.substring(0, slash))
            + bind
        : "";
  }

  /** The hosts without namespaces, sorted. */
  public List<String> serverNames() {
    return server.hosts().stream()
        .map(host -> host.substring(host.indexOf('/') + 1))
        .distinct()
        .sorted()
        .toList();
  }

  /** The hosts that VirtualServices of a namespace may have. */
  public List<String> hostsFor(String namespace) {
    return server.hosts().stream()
        .filter(host -> !host.contains("/") || host.startsWith(namespace + "/"))
        .map(host -> host.substring(host.indexOf('/') + 1))
        .toList();
  }
}
