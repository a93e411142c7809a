package dev.isthmus.envoy.cluster;

import dev.isthmus.istio.PortTrafficPolicy;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.TrafficPolicy;
import dev.isthmus.istio.TrafficPolicyBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The traffic policy that holds for a port. A port's settings replace those of the host as a whole;
 * a subset's are laid over those of the host, and its port's over those of the host's port.
 */
public final class TrafficPolicies {
  private static final TrafficPolicy NOTHING = TrafficPolicyBuilder.builder().build();

  private TrafficPolicies() {}

  public static TrafficPolicy forPort(@Nullable TrafficPolicy policy, int port) {
    if (policy == null) {
      return NOTHING;
    }
    return portLevel(policy, port).map(TrafficPolicies::alone).orElse(policy);
  }

  public static TrafficPolicy forSubset(@Nullable TrafficPolicy policy, Subset subset, int port) {
    TrafficPolicy general = forPort(policy, port);
    TrafficPolicy own = subset.trafficPolicy();
    if (own == null) {
      return general;
    }
    if (policy == null) {
      return forPort(own, port);
    }
    boolean replaces = portLevel(own, port).isPresent();
    TrafficPolicy special = forPort(own, port);
    return TrafficPolicyBuilder.builder()
        .connectionPool(over(general.connectionPool(), special.connectionPool(), replaces))
        .outlierDetection(over(general.outlierDetection(), special.outlierDetection(), replaces))
        .loadBalancer(over(general.loadBalancer(), special.loadBalancer(), replaces))
        .tls(over(general.tls(), special.tls(), replaces))
        .tunnel(over(general.tunnel(), special.tunnel(), false))
        .proxyProtocol(over(general.proxyProtocol(), special.proxyProtocol(), false))
        .build();
  }

  private static <T> @Nullable T over(@Nullable T general, @Nullable T special, boolean replaces) {
    return special != null || replaces ? special : general;
  }

  private static Optional<PortTrafficPolicy> portLevel(TrafficPolicy policy, int port) {
    return policy.portLevelSettings().stream()
        .filter(it -> it.port() != null && it.port().number() == port)
        .findFirst();
  }

  private static TrafficPolicy alone(PortTrafficPolicy policy) {
    return TrafficPolicyBuilder.builder()
        .connectionPool(policy.connectionPool())
        .loadBalancer(policy.loadBalancer())
        .outlierDetection(policy.outlierDetection())
        .tls(policy.tls())
        .build();
  }
}
