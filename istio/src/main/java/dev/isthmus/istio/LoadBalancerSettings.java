package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint gets a request; at most one of {@code backendUtilization}, {@code consistentHash}
 * and {@code simple}.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings">LoadBalancerSettings</a>
 */
@RecordBuilder
public record LoadBalancerSettings(
    @Nullable BackendUtilization backendUtilization,
    @Nullable ConsistentHash consistentHash,
    @Nullable LocalityLoadBalancerSetting localityLbSetting,
    Simple simple,
    @Nullable Warmup warmup,
    @Presence @Nullable String warmupDurationSecs,
    @Nullable ZoneAware zoneAwareLbSetting) {
  public LoadBalancerSettings {
    simple = Absent.constant(simple, Simple.UNSPECIFIED);
  }

  /** Algorithm that needs no tuning. */
  public enum Simple {
    UNSPECIFIED,
    LEAST_CONN,
    RANDOM,
    PASSTHROUGH,
    ROUND_ROBIN,
    LEAST_REQUEST
  }

  /** Weights endpoints by the utilization that they report. */
  @RecordBuilder
  public record BackendUtilization(
      @Nullable Integer errorUtilizationPenaltyPercent,
      List<String> metricNamesForComputingUtilization,
      @Presence @Nullable String weightExpirationPeriod,
      @Presence @Nullable String weightStabilizationPeriod,
      @Presence @Nullable String weightUpdatePeriod) {
    public BackendUtilization {
      metricNamesForComputingUtilization = Absent.list(metricNamesForComputingUtilization);
    }
  }

  /** How the share of a new endpoint grows. */
  public record Warmup(
      @Nullable Double aggression,
      @Presence @Nullable String duration,
      @Nullable Double minimumPercent) {}

  /** Prefers endpoints of the caller's zone. */
  @RecordBuilder
  public record ZoneAware(
      @Nullable Boolean enabled,
      List<LocalityLoadBalancerSetting.Failover> failover,
      List<String> failoverPriority,
      @Nullable Integer minClusterSize) {
    public ZoneAware {
      failover = Absent.list(failover);
      failoverPriority = Absent.list(failoverPriority);
    }
  }
}
