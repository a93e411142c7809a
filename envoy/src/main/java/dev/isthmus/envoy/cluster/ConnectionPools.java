package dev.isthmus.envoy.cluster;

import static dev.isthmus.envoy.proto.Protos.uint32;

import com.google.protobuf.Duration;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.istio.ConnectionPoolSettings;
import dev.isthmus.istio.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.type.v3.Percent;
import org.jspecify.annotations.Nullable;

/** Limits of connections and requests. Without a rule there are none. */
final class ConnectionPools {
  private static final int UNLIMITED = -1;
  private static final double DEFAULT_RETRY_PERCENT = 0.2;
  private static final int DEFAULT_RETRY_CONCURRENCY = 3;

  private ConnectionPools() {}

  static void apply(
      ClusterDraft draft,
      @Nullable ConnectionPoolSettings settings,
      TrafficPolicy.@Nullable RetryBudget retryBudget) {
    ConnectionPoolSettings.Http http = settings == null ? null : settings.http();
    ConnectionPoolSettings.Tcp tcp = settings == null ? null : settings.tcp();
    CircuitBreakers.Thresholds.Builder limits = unlimited();
    applyRetryBudget(limits, retryBudget);
    draft.cluster.setConnectTimeout(MeshSettings.CONNECT_TIMEOUT);
    if (http != null) {
      applyLimits(limits, http);
    }
    if (tcp != null) {
      applyTcp(draft.cluster, limits, tcp);
    }
    draft.cluster.setCircuitBreakers(CircuitBreakers.newBuilder().addThresholds(limits));
    applyHttpOptions(draft, http, tcp);
    if (http != null && http.useClientProtocol()) {
      draft.useCallersProtocol();
    }
  }

  static CircuitBreakers.Thresholds.Builder unlimited() {
    return CircuitBreakers.Thresholds.newBuilder()
        .setMaxConnections(uint32(UNLIMITED))
        .setMaxPendingRequests(uint32(UNLIMITED))
        .setMaxRequests(uint32(UNLIMITED))
        .setMaxRetries(uint32(UNLIMITED));
  }

  private static void applyRetryBudget(
      CircuitBreakers.Thresholds.Builder limits, TrafficPolicy.@Nullable RetryBudget budget) {
    if (budget == null) {
      return;
    }
    double percent = budget.percent() == null ? DEFAULT_RETRY_PERCENT : budget.percent();
    int concurrency = budget.minRetryConcurrency();
    limits
        .getRetryBudgetBuilder()
        .setBudgetPercent(Percent.newBuilder().setValue(percent))
        .setMinRetryConcurrency(uint32(concurrency > 0 ? concurrency : DEFAULT_RETRY_CONCURRENCY));
  }

  private static void applyLimits(
      CircuitBreakers.Thresholds.Builder limits, ConnectionPoolSettings.Http http) {
    if (http.http2MaxRequests() > 0) {
      limits.setMaxRequests(uint32(http.http2MaxRequests()));
    }
    if (http.http1MaxPendingRequests() > 0) {
      limits.setMaxPendingRequests(uint32(http.http1MaxPendingRequests()));
    }
    if (http.maxRetries() > 0) {
      limits.setMaxRetries(uint32(http.maxRetries()));
    }
  }

  private static void applyTcp(
      Cluster.Builder cluster,
      CircuitBreakers.Thresholds.Builder limits,
      ConnectionPoolSettings.Tcp tcp) {
    if (tcp.connectTimeout() != null) {
      cluster.setConnectTimeout(Durations.parse(tcp.connectTimeout()));
    }
    if (tcp.maxConnections() > 0) {
      limits.setMaxConnections(uint32(tcp.maxConnections()));
    }
    ConnectionPoolSettings.TcpKeepalive keepalive = tcp.tcpKeepalive();
    if (keepalive != null) {
      TcpKeepalive.Builder probes = TcpKeepalive.newBuilder();
      if (keepalive.probes() > 0) {
        probes.setKeepaliveProbes(uint32(keepalive.probes()));
      }
      if (keepalive.time() != null) {
        probes.setKeepaliveTime(seconds(keepalive.time()));
      }
      if (keepalive.interval() != null) {
        probes.setKeepaliveInterval(seconds(keepalive.interval()));
      }
      cluster.setUpstreamConnectionOptions(
          UpstreamConnectionOptions.newBuilder().setTcpKeepalive(probes));
    }
  }

  private static com.google.protobuf.UInt32Value seconds(String duration) {
    return uint32((int) Durations.parse(duration).getSeconds());
  }

  private static void applyHttpOptions(
      ClusterDraft draft,
      ConnectionPoolSettings.@Nullable Http http,
      ConnectionPoolSettings.@Nullable Tcp tcp) {
    Duration idle = idleTimeout(http, tcp);
    String maxDuration = tcp == null ? null : tcp.maxConnectionDuration();
    int maxRequests = http == null ? 0 : http.maxRequestsPerConnection();
    int maxStreams = http == null ? 0 : http.maxConcurrentStreams();
    if (idle == null && maxDuration == null && maxRequests == 0 && maxStreams == 0) {
      return;
    }
    HttpProtocolOptions.Builder options = draft.http().getCommonHttpProtocolOptionsBuilder();
    if (idle != null) {
      options.setIdleTimeout(idle);
    }
    if (maxRequests > 0) {
      options.setMaxRequestsPerConnection(uint32(maxRequests));
    }
    if (maxDuration != null) {
      options.setMaxConnectionDuration(Durations.parse(maxDuration));
    }
    if (draft.isHttp2() && maxStreams > 0) {
      draft
          .http()
          .getExplicitHttpConfigBuilder()
          .getHttp2ProtocolOptionsBuilder()
          .setMaxConcurrentStreams(uint32(maxStreams));
    }
  }

  private static @Nullable Duration idleTimeout(
      ConnectionPoolSettings.@Nullable Http http, ConnectionPoolSettings.@Nullable Tcp tcp) {
    if (http != null && http.idleTimeout() != null) {
      return Durations.parse(http.idleTimeout());
    }
    return tcp == null || tcp.idleTimeout() == null ? null : Durations.parse(tcp.idleTimeout());
  }
}
