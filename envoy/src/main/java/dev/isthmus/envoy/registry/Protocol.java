package dev.isthmus.envoy.registry;

import dev.isthmus.api.core.PortProtocol;
import java.util.Locale;
import java.util.Set;

/**
 * The protocol of a port. {@link #UNKNOWN} is found out per connection.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/">Protocol
 *     selection</a>
 */
public enum Protocol {
  GRPC,
  GRPC_WEB,
  HTTP,
  HTTP_PROXY,
  HTTP2,
  HTTPS,
  MONGO,
  MYSQL,
  REDIS,
  TCP,
  TLS,
  UDP,
  UNKNOWN;

  /**
   * Servers of these ports speak first, which would break finding out: SMTP, DNS, MySQL, MongoDB.
   */
  private static final Set<Integer> SERVER_SPEAKS_FIRST = Set.of(25, 53, 3306, 27017);

  /** The protocol by its name, in any case. */
  public static Protocol parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "grpc" -> GRPC;
      case "grpc-web" -> GRPC_WEB;
      case "http" -> HTTP;
      case "http_proxy" -> HTTP_PROXY;
      case "http2" -> HTTP2;
      case "https" -> HTTPS;
      case "mongo" -> MONGO;
      case "mysql" -> MYSQL;
      case "redis" -> REDIS;
      case "tcp" -> TCP;
      case "tls" -> TLS;
      case "udp" -> UDP;
      default -> UNKNOWN;
    };
  }

  /** The protocol of a Service's port: {@code appProtocol}, else the name up to the first dash. */
  public static Protocol ofPort(
      PortProtocol transport, String appProtocol, String portName, int port) {
    if (transport == PortProtocol.UDP) {
      return UDP;
    }
    return switch (appProtocol) {
      case "kubernetes.io/h2c" -> HTTP2;
      case "kubernetes.io/ws" -> HTTP;
      case "kubernetes.io/wss" -> HTTPS;
      case "" -> ofName(portName, port);
      default -> ofName(appProtocol, port);
    };
  }

  private static Protocol ofName(String fullName, int port) {
    String name = fullName.toLowerCase(Locale.ROOT);
    if (name.startsWith("grpc-web")) {
      return GRPC_WEB;
    }
    int dash = name.indexOf('-');
    Protocol protocol = parse(dash < 0 ? name : name.substring(0, dash));
    return protocol == UNKNOWN && SERVER_SPEAKS_FIRST.contains(port) ? TCP : protocol;
  }

  public boolean isHttp() {
    return switch (this) {
      case HTTP, HTTP2, HTTP_PROXY, GRPC, GRPC_WEB -> true;
      case HTTPS, MONGO, MYSQL, REDIS, TCP, TLS, UDP, UNKNOWN -> false;
    };
  }

  public boolean isHttp2() {
    return switch (this) {
      case HTTP2, GRPC, GRPC_WEB -> true;
      case HTTP, HTTP_PROXY, HTTPS, MONGO, MYSQL, REDIS, TCP, TLS, UDP, UNKNOWN -> false;
    };
  }

  public boolean isTls() {
    return this == HTTPS || this == TLS;
  }

  public boolean isTcp() {
    return switch (this) {
      case HTTPS, MONGO, MYSQL, REDIS, TCP, TLS -> true;
      case GRPC, GRPC_WEB, HTTP, HTTP_PROXY, HTTP2, UDP, UNKNOWN -> false;
    };
  }

  /** What is inside a connection whose TLS a gateway ends. */
  public Protocol withoutTls() {
    return switch (this) {
      case HTTPS -> HTTP;
      case TLS -> TCP;
      case GRPC, GRPC_WEB, HTTP, HTTP_PROXY, HTTP2, MONGO, MYSQL, REDIS, TCP, UDP, UNKNOWN -> this;
    };
  }
}
