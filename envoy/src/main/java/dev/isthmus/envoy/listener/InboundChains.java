package dev.isthmus.envoy.listener;

import dev.isthmus.envoy.registry.Protocol;
import dev.isthmus.envoy.security.MutualTlsMode;
import java.util.List;

/**
 * How connections to a port of an application are told apart: mutual TLS or plain text, HTTP or
 * not.
 *
 * @param protocols application protocols; none: any
 * @param transport {@code tls} or {@code raw_buffer}
 * @param http whether it is handled as HTTP
 * @param mutualTls whether mutual TLS ends here; if not, TLS goes on to the application
 */
record InboundChains(List<String> protocols, String transport, boolean http, boolean mutualTls) {
  InboundChains {
    protocols = List.copyOf(protocols);
  }

  static List<InboundChains> of(MutualTlsMode mode, Protocol protocol) {
    if (protocol.isHttp()) {
      return http(mode);
    }
    return protocol == Protocol.UNKNOWN ? unknown(mode) : tcp(mode);
  }

  private static List<InboundChains> http(MutualTlsMode mode) {
    return switch (mode) {
      case STRICT -> List.of(tls(List.of(), true));
      case PERMISSIVE -> List.of(tls(Filters.MUTUAL_TLS, true), plain(List.of(), true));
      case DISABLE -> List.of(plain(List.of(), true));
    };
  }

  private static List<InboundChains> tcp(MutualTlsMode mode) {
    return switch (mode) {
      case STRICT -> List.of(tls(List.of(), false));
      case PERMISSIVE ->
          List.of(tls(Filters.MUTUAL_TLS, false), applicationTls(), plain(List.of(), false));
      case DISABLE -> List.of(plain(List.of(), false));
    };
  }

  private static List<InboundChains> unknown(MutualTlsMode mode) {
    return switch (mode) {
      case STRICT -> List.of(tls(Filters.MUTUAL_TLS_HTTP, true), tls(List.of(), false));
      case PERMISSIVE ->
          List.of(
              tls(Filters.MUTUAL_TLS_HTTP, true),
              plain(Filters.PLAIN_HTTP, true),
              tls(Filters.MUTUAL_TLS_TCP, false),
              plain(List.of(), false),
              applicationTls());
      case DISABLE -> List.of(plain(Filters.PLAIN_HTTP, true), plain(List.of(), false));
    };
  }

  private static InboundChains tls(List<String> protocols, boolean http) {
    return new InboundChains(protocols, Filters.TLS, http, true);
  }

  private static InboundChains plain(List<String> protocols, boolean http) {
    return new InboundChains(protocols, Filters.PLAIN, http, false);
  }

  private static InboundChains applicationTls() {
    return new InboundChains(List.of(), Filters.TLS, false, false);
  }
}
