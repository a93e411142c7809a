package dev.isthmus.envoy.cluster;

import com.google.protobuf.UInt64Value;
import dev.isthmus.envoy.endpoint.LocalitySettings;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.istio.ConsistentHash;
import dev.isthmus.istio.LoadBalancerSettings;
import dev.isthmus.istio.LocalityLoadBalancerSetting;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.RuntimeDouble;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint gets a request; the one with the fewest requests, unless a rule says otherwise.
 */
final class LoadBalancers {
  private static final int DEFAULT_RING_SIZE = 1024;

  private LoadBalancers() {}

  static void apply(Cluster.Builder cluster, @Nullable LoadBalancerSettings settings) {
    LocalitySettings.of(settings)
        .filter(it -> weighsLocalities(it, cluster.hasOutlierDetection()))
        .ifPresent(it ->
            cluster
                .getCommonLbConfigBuilder()
                .setLocalityWeightedLbConfig(
                    Cluster.CommonLbConfig.LocalityWeightedLbConfig.getDefaultInstance()));
    if (cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST) {
      cluster.setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED);
      return;
    }
    applySimple(cluster, settings);
    if (settings != null && settings.consistentHash() != null) {
      applyHash(cluster, settings.consistentHash());
    }
  }

  private static boolean weighsLocalities(LocalityLoadBalancerSetting locality, boolean outliers) {
    boolean failover = !locality.failover().isEmpty() || !locality.failoverPriority().isEmpty();
    return (outliers && failover) || !locality.distribute().isEmpty();
  }

  private static void applySimple(
      Cluster.Builder cluster, @Nullable LoadBalancerSettings settings) {
    LoadBalancerSettings.Simple simple =
        settings == null ? LoadBalancerSettings.Simple.UNSPECIFIED : settings.simple();
    switch (simple) {
      case UNSPECIFIED, LEAST_CONN, LEAST_REQUEST -> {
        cluster.setLbPolicy(Cluster.LbPolicy.LEAST_REQUEST);
        slowStart(settings)
            .ifPresent(it -> cluster.getLeastRequestLbConfigBuilder().setSlowStartConfig(it));
      }
      case ROUND_ROBIN -> {
        cluster.setLbPolicy(Cluster.LbPolicy.ROUND_ROBIN);
        slowStart(settings)
            .ifPresent(it -> cluster.getRoundRobinLbConfigBuilder().setSlowStartConfig(it));
      }
      case RANDOM -> cluster.setLbPolicy(Cluster.LbPolicy.RANDOM);
      case PASSTHROUGH ->
          cluster
              .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
              .setType(Cluster.DiscoveryType.ORIGINAL_DST)
              .clearLoadAssignment();
    }
  }

  private static Optional<Cluster.SlowStartConfig> slowStart(
      @Nullable LoadBalancerSettings settings) {
    if (settings == null) {
      return Optional.empty();
    }
    LoadBalancerSettings.Warmup warmup = settings.warmup();
    Cluster.SlowStartConfig.Builder result = Cluster.SlowStartConfig.newBuilder();
    if (warmup != null) {
      double aggression = warmup.aggression() == null ? 1 : warmup.aggression();
      double minimum = warmup.minimumPercent() == null ? 10 : warmup.minimumPercent();
      if (warmup.duration() != null) {
        result.setSlowStartWindow(Durations.parse(warmup.duration()));
      }
      result.setAggression(
          RuntimeDouble.newBuilder().setDefaultValue(aggression).setRuntimeKey("("));
      result.setMinWeightPercent(Percent.newBuilder().setValue(minimum));
      return Optional.of(result.build());
    }
    return Optional.ofNullable(settings.warmupDurationSecs())
        .map(window -> result.setSlowStartWindow(Durations.parse(window)).build());
  }

  private static void applyHash(Cluster.Builder cluster, ConsistentHash hash) {
    if (hash.maglev() != null) {
      cluster.setLbPolicy(Cluster.LbPolicy.MAGLEV);
      int size = hash.maglev().tableSize();
      if (size != 0) {
        cluster.getMaglevLbConfigBuilder().setTableSize(UInt64Value.of(size));
      }
      return;
    }
    cluster.setLbPolicy(Cluster.LbPolicy.RING_HASH);
    int size =
        hash.ringHash() != null
            ? hash.ringHash().minimumRingSize()
            : hash.minimumRingSize() != 0 ? hash.minimumRingSize() : DEFAULT_RING_SIZE;
    if (size != 0) {
      cluster.getRingHashLbConfigBuilder().setMinimumRingSize(UInt64Value.of(size));
    }
  }
}
