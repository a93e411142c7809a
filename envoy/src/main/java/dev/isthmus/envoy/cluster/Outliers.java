package dev.isthmus.envoy.cluster;

import static dev.isthmus.envoy.proto.Protos.uint32;

import dev.isthmus.envoy.proto.Durations;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.type.v3.Percent;
import org.jspecify.annotations.Nullable;

/** When endpoints that fail are left out. Success rates never decide; panic mode is off. */
final class Outliers {
  private Outliers() {}

  static void apply(
      Cluster.Builder cluster,
      dev.isthmus.istio.@Nullable OutlierDetection settings,
      boolean unreadyEndpoints) {
    if (settings == null) {
      return;
    }
    OutlierDetection.Builder outliers =
        OutlierDetection.newBuilder().setEnforcingSuccessRate(uint32(0));
    Integer errors = settings.consecutive5xxErrors();
    if (errors != null) {
      outliers.setConsecutive5Xx(uint32(errors));
      outliers.setEnforcingConsecutive5Xx(uint32(errors > 0 ? 100 : 0));
    }
    Integer gatewayErrors = settings.consecutiveGatewayErrors();
    if (gatewayErrors != null) {
      outliers.setConsecutiveGatewayFailure(uint32(gatewayErrors));
      outliers.setEnforcingConsecutiveGatewayFailure(uint32(gatewayErrors > 0 ? 100 : 0));
    }
    if (settings.interval() != null) {
      outliers.setInterval(Durations.parse(settings.interval()));
    }
    if (settings.baseEjectionTime() != null) {
      outliers.setBaseEjectionTime(Durations.parse(settings.baseEjectionTime()));
    }
    if (settings.maxEjectionPercent() > 0) {
      outliers.setMaxEjectionPercent(uint32(settings.maxEjectionPercent()));
    }
    if (settings.splitExternalLocalOriginErrors()) {
      applyLocalOrigin(outliers, settings.consecutiveLocalOriginFailures());
    }
    cluster.setOutlierDetection(outliers);
    cluster
        .getCommonLbConfigBuilder()
        .setHealthyPanicThreshold(
            Percent.newBuilder().setValue(unreadyEndpoints ? 0 : settings.minHealthPercent()));
  }

  private static void applyLocalOrigin(
      OutlierDetection.Builder outliers, @Nullable Integer failures) {
    outliers.setSplitExternalLocalOriginErrors(true);
    outliers.setEnforcingLocalOriginSuccessRate(uint32(0));
    if (failures != null && failures > 0) {
      outliers.setConsecutiveLocalOriginFailure(uint32(failures));
      outliers.setEnforcingConsecutiveLocalOriginFailure(uint32(100));
    }
  }
}
