package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.gloo.networking.Listener;
import dev.isthmus.api.gloo.networking.RouteTableFilter;
import dev.isthmus.api.gloo.networking.TlsConfig;
import dev.isthmus.api.gloo.networking.TlsFiles;
import dev.isthmus.api.gloo.networking.TlsParameters;
import dev.isthmus.api.gloo.networking.TlsVersion;
import dev.isthmus.api.gloo.networking.VirtualGateway;
import dev.isthmus.api.gloo.selector.PortSelector;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerPort;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.ServerTlsSettings.TlsProtocol;
import dev.isthmus.istio.ServerTlsSettingsBuilder;
import dev.isthmus.translate.route.AllowedHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A VirtualGateway's listeners as the servers of the Gateway for one gateway service (API
 * reference, 2.6; lab 8).
 */
final class GatewayServers {

  private final VirtualGateway gateway;
  private final Service service;
  private final ToIntFunction<ServicePort> targetPort;
  private final List<Server> servers = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final SortedMap<Integer, Integer> ports = new TreeMap<>();
  private final Map<Integer, String> protocols = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  private GatewayServers(
      VirtualGateway gateway, Service service, ToIntFunction<ServicePort> targetPort) {
    this.gateway = gateway;
    this.service = service;
    this.targetPort = targetPort;
  }

  /** The servers for one gateway service. */
  public static GatewayServers of(
      VirtualGateway gateway, Service service, ToIntFunction<ServicePort> targetPort) {
    GatewayServers result = new GatewayServers(gateway, service, targetPort);
    List<Listener> listeners = gateway.spec().listeners();
    for (int i = 0; i < listeners.size(); i++) {
      result.add(listeners.get(i), "listeners[" + i + "]");
    }
    return result;
  }

  public List<Server> servers() {
    return List.copyOf(servers);
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The Service's ports that listeners use, and the servers' ports. */
  public SortedMap<Integer, Integer> ports() {
    return ports;
  }

  private void add(Listener listener, String field) {
    ServicePort port = port(listener.port());
    int number = port == null ? 0 : targetPort.applyAsInt(port);
    if (port == null || number == 0) {
      findings.add(ListenerFindings.noPort(gateway.ref(), field, service, listener.port()));
      return;
    }
    TlsConfig tls = listener.tls();
    if (tls != null && listener.httpsRedirect()) {
      findings.add(ListenerFindings.redirectBesideTls(gateway.ref(), field));
    }
    String protocol = protocol(listener);
    String held = protocols.putIfAbsent(number, protocol);
    if (held != null && !compatible(held, protocol)) {
      findings.add(ListenerFindings.otherProtocol(gateway.ref(), field, number, held, protocol));
      return;
    }
    List<String> hosts = hosts(listener);
    String name =
        (protocol + "-" + number + "-" + hosts.getFirst().replace("*", "all"))
            .toLowerCase(Locale.ROOT);
    if (!names.add(name)) {
      findings.add(ListenerFindings.sameServer(gateway.ref(), field, number, hosts.getFirst()));
      return;
    }
    ports.put(port.port(), number);
    servers.add(
        new Server(
            "",
            "",
            hosts,
            "",
            new ServerPort(name, number, protocol, 0),
            tls == null ? redirect(listener) : tls(tls)));
  }

  private @Nullable ServicePort port(@Nullable PortSelector selector) {
    if (selector == null) {
      return null;
    }
    for (ServicePort port : service.ports()) {
      boolean named =
          selector.name().isEmpty()
              ? port.port() == selector.number()
              : port.name().equals(selector.name());
      if (named) {
        return port;
      }
    }
    return null;
  }

  private static String protocol(Listener listener) {
    if (!listener.appProtocol().isEmpty()) {
      return listener.appProtocol().toUpperCase(Locale.ROOT);
    }
    if (listener.tcp() && !listener.http()) {
      return listener.tls() == null ? "TCP" : "TLS";
    }
    return listener.tls() == null ? "HTTP" : "HTTPS";
  }

  /**
   * Whether Istio serves both on one port: plain protocols do not mix, and those with TLS are told
   * apart by server name.
   */
  private static boolean compatible(String held, String protocol) {
    return held.equals(protocol) || (isTls(held) && isTls(protocol));
  }

  private static boolean isTls(String protocol) {
    return protocol.equals("HTTPS") || protocol.equals("TLS");
  }

  private static List<String> hosts(Listener listener) {
    List<String> hosts = new ArrayList<>();
    for (RouteTableFilter filter : listener.allowedRouteTables()) {
      String host = filter.host().isEmpty() ? "*" : AllowedHost.of(filter.host()).host().toString();
      if (!hosts.contains(host)) {
        hosts.add(host);
      }
    }
    return hosts.isEmpty() ? List.of("*") : List.copyOf(hosts);
  }

  private static @Nullable ServerTlsSettings redirect(Listener listener) {
    return listener.httpsRedirect()
        ? ServerTlsSettingsBuilder.builder().httpsRedirect(true).build()
        : null;
  }

  private static ServerTlsSettings tls(TlsConfig tls) {
    ServerTlsSettingsBuilder builder =
        ServerTlsSettingsBuilder.builder()
            .mode(mode(tls))
            .credentialName(tls.secretName())
            .subjectAltNames(tls.verifySubjectAltName());
    TlsFiles files = tls.files();
    if (files != null) {
      builder
          .serverCertificate(files.serverCert())
          .privateKey(files.privateKey())
          .caCertificates(files.caCerts());
    }
    TlsParameters parameters = tls.parameters();
    if (parameters != null) {
      builder
          .minProtocolVersion(version(parameters.minimumProtocolVersion()))
          .maxProtocolVersion(version(parameters.maximumProtocolVersion()))
          .cipherSuites(parameters.cipherSuites());
    }
    return builder.build();
  }

  private static ServerTlsSettings.Mode mode(TlsConfig tls) {
    return switch (tls.mode()) {
      case PASSTHROUGH -> ServerTlsSettings.Mode.PASSTHROUGH;
      case SIMPLE -> ServerTlsSettings.Mode.SIMPLE;
      case MUTUAL -> ServerTlsSettings.Mode.MUTUAL;
      case AUTO_PASSTHROUGH -> ServerTlsSettings.Mode.AUTO_PASSTHROUGH;
      case ISTIO_MUTUAL -> ServerTlsSettings.Mode.ISTIO_MUTUAL;
    };
  }

  private static TlsProtocol version(TlsVersion version) {
    return switch (version) {
      case TLS_AUTO -> TlsProtocol.TLS_AUTO;
      case TLSv1_0 -> TlsProtocol.TLSV1_0;
      case TLSv1_1 -> TlsProtocol.TLSV1_1;
      case TLSv1_2 -> TlsProtocol.TLSV1_2;
      case TLSv1_3 -> TlsProtocol.TLSV1_3;
    };
  }
}
