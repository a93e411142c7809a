package dev.isthmus.envoy.route;

import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.scope.ProxyScope;
import dev.isthmus.istio.ConsistentHash;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.LoadBalancerSettings;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.TrafficPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What keeps equal requests on one endpoint, from the DestinationRule of a destination. */
final class HashPolicies {
  private HashPolicies() {}

  /** The subset's port, the subset, the port, the host: the first that says something. */
  static Optional<ConsistentHash> of(ProxyScope scope, @Nullable Destination destination) {
    if (destination == null) {
      return Optional.empty();
    }
    int port = destination.port() == null ? 0 : destination.port().number();
    return scope
        .outboundRule(destination.host())
        .flatMap(rule -> {
          TrafficPolicy ofSubset =
              rule.rule().subsets().stream()
                  .filter(it -> it.name().equals(destination.subset()))
                  .findFirst()
                  .map(Subset::trafficPolicy)
                  .orElse(null);
          return Stream.of(ofSubset, rule.rule().trafficPolicy())
              .flatMap(policy -> Stream.of(ofPort(policy, port), ofHost(policy)))
              .flatMap(Optional::stream)
              .findFirst();
        });
  }

  private static Optional<ConsistentHash> ofPort(@Nullable TrafficPolicy policy, int port) {
    if (policy == null || port == 0) {
      return Optional.empty();
    }
    return policy.portLevelSettings().stream()
        .filter(it -> it.port() != null && it.port().number() == port)
        .findFirst()
        .map(it -> it.loadBalancer())
        .map(LoadBalancerSettings::consistentHash);
  }

  private static Optional<ConsistentHash> ofHost(@Nullable TrafficPolicy policy) {
    return policy == null || policy.loadBalancer() == null
        ? Optional.empty()
        : Optional.ofNullable(policy.loadBalancer().consistentHash());
  }

  static Optional<RouteAction.HashPolicy> policy(ConsistentHash hash) {
    RouteAction.HashPolicy.Builder result = RouteAction.HashPolicy.newBuilder();
    if (hash.httpHeaderName() != null) {
      result.getHeaderBuilder().setHeaderName(hash.httpHeaderName());
    } else if (hash.httpCookie() != null) {
      applyCookie(result.getCookieBuilder(), hash.httpCookie());
    } else if (hash.useSourceIp() != null) {
      result.getConnectionPropertiesBuilder().setSourceIp(hash.useSourceIp());
    } else if (hash.httpQueryParameterName() != null) {
      result.getQueryParameterBuilder().setName(hash.httpQueryParameterName());
    } else {
      return Optional.empty();
    }
    return Optional.of(result.build());
  }

  private static void applyCookie(
      RouteAction.HashPolicy.Cookie.Builder result, ConsistentHash.HttpCookie cookie) {
    result.setName(cookie.name()).setPath(cookie.path());
    if (cookie.ttl() != null) {
      result.setTtl(Durations.parse(cookie.ttl()));
    }
    cookie
        .attributes()
        .forEach(attribute ->
            result.addAttributes(
                RouteAction.HashPolicy.CookieAttribute.newBuilder()
                    .setName(attribute.name())
                    .setValue(attribute.value())));
  }
}
