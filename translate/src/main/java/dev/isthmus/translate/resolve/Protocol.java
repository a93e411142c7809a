package dev.isthmus.translate.resolve;

import dev.isthmus.api.core.PortProtocol;
import dev.isthmus.api.core.ServicePort;
import java.util.Locale;
import java.util.Map;

/**
 * The protocol of a Service's port by Istio's rules: {@code appProtocol}, then the prefix of the
 * port's name, else TCP (Istio documentation, Protocol Selection).
 */
public final class Protocol {

  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("http", "HTTP"),
          Map.entry("http2", "HTTP2"),
          Map.entry("https", "HTTPS"),
          Map.entry("grpc", "GRPC"),
          Map.entry("grpc-web", "GRPC-WEB"),
          Map.entry("tcp", "TCP"),
          Map.entry("tls", "TLS"),
          Map.entry("mongo", "MONGO"),
          Map.entry("redis", "REDIS"),
          Map.entry("mysql", "MYSQL"),
          Map.entry("kubernetes.io/h2c", "HTTP2"),
          Map.entry("kubernetes.io/ws", "HTTP"),
          Map.entry("kubernetes.io/wss", "HTTPS"));

  private Protocol() {}

  /** The protocol as Istio's configuration writes it, such as {@code HTTP}. */
  public static String of(ServicePort port) {
    String declared = declared(port);
    return declared.isEmpty() ? "TCP" : declared;
  }

  /**
   * Whether Istio takes the port for TCP though its name speaks of HTTP or gRPC: {@code web-http},
   * {@code httpapi}.
   */
  public static boolean looksLikeHttp(ServicePort port) {
    if (port.protocol() != PortProtocol.TCP || !declared(port).isEmpty()) {
      return false;
    }
    String name = (port.name() + " " + port.appProtocol()).toLowerCase(Locale.ROOT);
    return name.contains("http") || name.contains("grpc");
  }

  private static String declared(ServicePort port) {
    if (!port.appProtocol().isEmpty()) {
      return byName(port.appProtocol());
    }
    String name = port.name().toLowerCase(Locale.ROOT);
    if (name.equals("grpc-web") || name.startsWith("grpc-web-")) {
      return "GRPC-WEB";
    }
    int dash = name.indexOf('-');
    return byName(dash < 0 ? name : name.substring(0, dash));
  }

  private static String byName(String name) {
    return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
