package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the connections to a host.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings">ConnectionPoolSettings</a>
 */
public record ConnectionPoolSettings(@Nullable Http http, @Nullable Tcp tcp) {
  /** Limits of HTTP connections. */
  @RecordBuilder
  public record Http(
      H2UpgradePolicy h2UpgradePolicy,
      int http1MaxPendingRequests,
      @Nullable Http2KeepAlive http2KeepAlive,
      int http2MaxRequests,
      @Presence @Nullable String idleTimeout,
      int maxConcurrentStreams,
      int maxRequestsPerConnection,
      int maxRetries,
      boolean useClientProtocol) {
    public Http {
      h2UpgradePolicy = Absent.constant(h2UpgradePolicy, H2UpgradePolicy.DEFAULT);
    }

    /** Whether HTTP/1.1 is upgraded to HTTP/2. */
    public enum H2UpgradePolicy {
      DEFAULT,
      DO_NOT_UPGRADE,
      UPGRADE
    }
  }

  /** Pings of HTTP/2 connections. */
  public record Http2KeepAlive(
      @Presence @Nullable String interval, @Presence @Nullable String timeout) {}

  /** Limits of TCP connections, which hold for HTTP too. */
  @RecordBuilder
  public record Tcp(
      @Presence @Nullable String connectTimeout,
      @Presence @Nullable String idleTimeout,
      @Presence @Nullable String maxConnectionDuration,
      int maxConnections,
      @Nullable TcpKeepalive tcpKeepalive) {}

  /** Keep-alive probes of TCP connections. */
  public record TcpKeepalive(
      @Presence @Nullable String interval, int probes, @Presence @Nullable String time) {}
}
