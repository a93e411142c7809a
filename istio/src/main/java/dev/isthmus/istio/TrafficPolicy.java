package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of connections to a host or subset; a port's settings replace, field by field, those
 * of the host.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy">TrafficPolicy</a>
 */
@RecordBuilder
public record TrafficPolicy(
    @Nullable ConnectionPoolSettings connectionPool,
    @Nullable LoadBalancerSettings loadBalancer,
    @Nullable OutlierDetection outlierDetection,
    List<PortTrafficPolicy> portLevelSettings,
    @Nullable ProxyProtocol proxyProtocol,
    @Nullable RetryBudget retryBudget,
    @Nullable ClientTlsSettings tls,
    @Nullable TunnelSettings tunnel) {
  public TrafficPolicy {
    portLevelSettings = Absent.list(portLevelSettings);
  }

  /** Sends the PROXY protocol's header to the destination. */
  public record ProxyProtocol(Version version) {
    public ProxyProtocol {
      version = Absent.constant(version, Version.V1);
    }

    /** Version of the PROXY protocol. */
    public enum Version {
      V1,
      V2
    }
  }

  /** How many retries may run at once, as a share of the active requests. */
  public record RetryBudget(
      @Presence @Nullable String budgetInterval,
      int minRetryConcurrency,
      @Nullable Double percent) {}

  /** Tunnels connections through an HTTP proxy. */
  public record TunnelSettings(String protocol, String targetHost, int targetPort) {
    public TunnelSettings {
      protocol = Absent.text(protocol);
      targetHost = Absent.text(targetHost);
    }
  }
}
