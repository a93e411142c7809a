package dev.isthmus.envoy.route;

import com.google.protobuf.Duration;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.istio.ConsistentHash;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.HttpMirrorPolicy;
import dev.isthmus.istio.HttpRewrite;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.HttpRouteDestination;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a route sends requests: clusters, rewrites, mirrors, retries and the time that they have.
 */
final class RouteActions {
  private final RouteContext context;

  RouteActions(RouteContext context) {
    this.context = context;
  }

  /** Without a timeout in the rule there is none. */
  @SuppressWarnings(
      "deprecation") // maxGrpcTimeout: as istiod, which found regressions in the new field
  static void applyTimeout(RouteAction.Builder action, @Nullable String timeout) {
    Duration duration = timeout == null ? Durations.ZERO : Durations.parse(timeout);
    action.setTimeout(duration).setMaxGrpcTimeout(duration);
  }

  void apply(Route.Builder route, HttpRoute rule, String headerAuthority) {
    RouteAction.Builder action = RouteAction.newBuilder();
    applyTimeout(action, rule.timeout());
    String authority = headerAuthority;
    if (rule.rewrite() != null) {
      applyRewrite(action, rule.rewrite());
      authority = rule.rewrite().authority().isEmpty() ? authority : rule.rewrite().authority();
    }
    if (!authority.isEmpty()) {
      action.setHostRewriteLiteral(authority);
    }
    applyMirrors(action, rule);
    boolean consistentHash = false;
    if (rule.route().size() == 1) {
      consistentHash = applySingle(route, action, rule.route().getFirst());
    } else {
      applyWeighted(action, rule);
    }
    RetryPolicies.of(rule.retries(), consistentHash).ifPresent(action::setRetryPolicy);
    route.setRoute(action);
  }

  private static void applyRewrite(RouteAction.Builder action, HttpRewrite rewrite) {
    if (rewrite.uriRegexRewrite() != null) {
      action.setRegexRewrite(
          RegexMatchAndSubstitute.newBuilder()
              .setPattern(StringMatches.regex(rewrite.uriRegexRewrite().match()))
              .setSubstitution(rewrite.uriRegexRewrite().rewrite()));
    } else if (!rewrite.uri().isEmpty()) {
      action.setPrefixRewrite(rewrite.uri());
    }
  }

  private void applyMirrors(RouteAction.Builder action, HttpRoute rule) {
    if (rule.mirror() != null) {
      FractionalPercent share =
          rule.mirrorPercentage() != null
              ? Percentages.of(rule.mirrorPercentage())
              : Percentages.of(rule.mirrorPercent() == null ? 100 : rule.mirrorPercent());
      addMirror(action, rule.mirror(), share);
    }
    for (HttpMirrorPolicy mirror : rule.mirrors()) {
      if (mirror.destination() != null) {
        addMirror(
            action,
            mirror.destination(),
            mirror.percentage() == null
                ? Percentages.of(100)
                : Percentages.of(mirror.percentage()));
      }
    }
  }

  private void addMirror(
      RouteAction.Builder action, Destination destination, FractionalPercent share) {
    if (share.getNumerator() > 0) {
      action.addRequestMirrorPolicies(
          RouteAction.RequestMirrorPolicy.newBuilder()
              .setCluster(cluster(destination))
              .setRuntimeFraction(RuntimeFractionalPercent.newBuilder().setDefaultValue(share))
              .setTraceSampled(Protos.bool(false))
              .setDisableShadowHostSuffixAppend(true));
    }
  }

  private String cluster(Destination destination) {
    return DestinationCluster.of(
        destination, context.services().apply(destination.host()).orElse(null), context.port());
  }

  /** Returns whether requests stick to one endpoint. */
  private boolean applySingle(
      Route.Builder route, RouteAction.Builder action, HttpRouteDestination destination) {
    if (destination.destination() != null) {
      action.setCluster(cluster(destination.destination()));
    }
    HeaderChanges headers = HeaderChanges.of(destination.headers());
    route
        .addAllRequestHeadersToAdd(headers.requestAdd())
        .addAllRequestHeadersToRemove(headers.requestRemove())
        .addAllResponseHeadersToAdd(headers.responseAdd())
        .addAllResponseHeadersToRemove(headers.responseRemove());
    if (!headers.authority().isEmpty() && !action.hasHostRewriteLiteral()) {
      action.setHostRewriteLiteral(headers.authority());
    }
    return applyHash(action, destination);
  }

  private boolean applyHash(RouteAction.Builder action, HttpRouteDestination destination) {
    Optional<ConsistentHash> hash = HashPolicies.of(context.scope(), destination.destination());
    hash.flatMap(HashPolicies::policy).ifPresent(action::addHashPolicy);
    return hash.isPresent();
  }

  /** Destinations of weight 0 among several get nothing. */
  private void applyWeighted(RouteAction.Builder action, HttpRoute rule) {
    WeightedCluster.Builder clusters = WeightedCluster.newBuilder();
    for (HttpRouteDestination destination : rule.route()) {
      if (destination.weight() == 0 || destination.destination() == null) {
        continue;
      }
      HeaderChanges headers = HeaderChanges.of(destination.headers());
      WeightedCluster.ClusterWeight.Builder weight =
          WeightedCluster.ClusterWeight.newBuilder()
              .setName(cluster(destination.destination()))
              .setWeight(Protos.uint32(destination.weight()))
              .addAllRequestHeadersToAdd(headers.requestAdd())
              .addAllRequestHeadersToRemove(headers.requestRemove())
              .addAllResponseHeadersToAdd(headers.responseAdd())
              .addAllResponseHeadersToRemove(headers.responseRemove());
      if (!headers.authority().isEmpty()) {
        weight.setHostRewriteLiteral(headers.authority());
      }
      clusters.addClusters(weight);
      applyHash(action, destination);
    }
    action.setWeightedClusters(clusters);
  }
}
