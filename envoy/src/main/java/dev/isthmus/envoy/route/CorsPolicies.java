package dev.isthmus.envoy.route;

import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.istio.CorsPolicy;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import java.util.Optional;

/** Which cross-origin requests browsers may make. */
final class CorsPolicies {
  static final String FILTER = "envoy.filters.http.cors";

  private CorsPolicies() {}

  static io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy of(CorsPolicy policy) {
    var result = io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy.newBuilder();
    result.setForwardNotMatchingPreflights(
        Protos.bool(policy.unmatchedPreflights() != CorsPolicy.UnmatchedPreflights.IGNORE));
    if (policy.allowOrigins().isEmpty()) {
      result.addAllAllowOriginStringMatch(Protos.exactly(policy.allowOrigin()));
    } else {
      policy.allowOrigins().stream()
          .map(StringMatches::of)
          .flatMap(Optional::stream)
          .forEach(result::addAllowOriginStringMatch);
    }
    result.setFilterEnabled(
        RuntimeFractionalPercent.newBuilder().setDefaultValue(Percentages.of(100)));
    if (policy.allowCredentials() != null) {
      result.setAllowCredentials(Protos.bool(policy.allowCredentials()));
    }
    result.setAllowHeaders(String.join(",", policy.allowHeaders()));
    result.setAllowMethods(String.join(",", policy.allowMethods()));
    result.setExposeHeaders(String.join(",", policy.exposeHeaders()));
    if (policy.maxAge() != null) {
      result.setMaxAge(Long.toString(Durations.parse(policy.maxAge()).getSeconds()));
    }
    return result.build();
  }
}
