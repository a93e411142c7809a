package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.Visibility;
import dev.isthmus.istio.HttpMatchRequest;
import dev.isthmus.istio.HttpMatchRequestBuilder;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.HttpRouteBuilder;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.StringMatch;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.istio.VirtualServiceBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the routes of delegates where a VirtualService delegates to them. A route of a delegate
 * whose conditions contradict its root's is left out.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate">Delegate</a>
 */
final class Delegation {
  /** Delegates by {@code namespace/name}. */
  private final Map<String, IstioObject> delegates;

  private final Set<String> defaultExportTo;

  Delegation(Map<String, IstioObject> delegates, Set<String> defaultExportTo) {
    this.delegates = delegates;
    this.defaultExportTo = defaultExportTo;
  }

  VirtualService resolve(String namespace, VirtualService root) {
    List<HttpRoute> routes =
        root.http().stream().flatMap(route -> routes(namespace, route)).toList();
    return VirtualServiceBuilder.builder(root).http(routes).build();
  }

  private Stream<HttpRoute> routes(String namespace, HttpRoute route) {
    HttpRoute.@Nullable Delegate delegate = route.delegate();
    if (delegate == null) {
      return Stream.of(route);
    }
    String owner = delegate.namespace().isEmpty() ? namespace : delegate.namespace();
    IstioObject object = delegates.get(owner + "/" + delegate.name());
    if (object == null
        || !Visibility.of(((VirtualService) object.spec()).exportTo(), defaultExportTo)
            .includes(owner, namespace)) {
      return Stream.of();
    }
    return ((VirtualService) object.spec())
        .http().stream().map(sub -> merge(route, sub)).flatMap(Optional::stream);
  }

  private static Optional<HttpRoute> merge(HttpRoute root, HttpRoute sub) {
    Optional<List<HttpMatchRequest>> match = merge(root.match(), sub.match());
    return match.map(it ->
        HttpRouteBuilder.builder(sub)
            .match(it)
            .name(joined(root.name(), sub.name()))
            .rewrite(or(sub.rewrite(), root.rewrite()))
            .directResponse(or(sub.directResponse(), root.directResponse()))
            .timeout(or(sub.timeout(), root.timeout()))
            .retries(or(sub.retries(), root.retries()))
            .fault(or(sub.fault(), root.fault()))
            .mirror(or(sub.mirror(), root.mirror()))
            .mirrorPercent(or(sub.mirrorPercent(), root.mirrorPercent()))
            .mirrorPercentage(or(sub.mirrorPercentage(), root.mirrorPercentage()))
            .corsPolicy(or(sub.corsPolicy(), root.corsPolicy()))
            .mirrors(sub.mirrors().isEmpty() ? root.mirrors() : sub.mirrors())
            .headers(or(sub.headers(), root.headers()))
            .build());
  }

  private static String joined(String root, String sub) {
    return sub.isEmpty() ? root : root.isEmpty() ? sub : root + "-" + sub;
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T other) {
    return value == null ? other : value;
  }

  /**
   * All combinations that do not contradict each other; empty when one of the delegate's has none.
   */
  private static Optional<List<HttpMatchRequest>> merge(
      List<HttpMatchRequest> root, List<HttpMatchRequest> sub) {
    if (root.isEmpty() || sub.isEmpty()) {
      return Optional.of(root.isEmpty() ? sub : root);
    }
    List<HttpMatchRequest> result = new ArrayList<>();
    for (HttpMatchRequest leaf : sub) {
      List<HttpMatchRequest> merged =
          root.stream().filter(it -> !conflict(it, leaf)).map(it -> merge(it, leaf)).toList();
      if (merged.isEmpty()) {
        return Optional.empty();
      }
      result.addAll(merged);
    }
    return Optional.of(result);
  }

  private static HttpMatchRequest merge(HttpMatchRequest root, HttpMatchRequest leaf) {
    return HttpMatchRequestBuilder.builder(leaf)
        .name(joined(root.name(), leaf.name()))
        .uri(or(leaf.uri(), root.uri()))
        .scheme(or(leaf.scheme(), root.scheme()))
        .method(or(leaf.method(), root.method()))
        .authority(or(leaf.authority(), root.authority()))
        .headers(merge(root.headers(), leaf.headers()))
        .withoutHeaders(merge(root.withoutHeaders(), leaf.withoutHeaders()))
        .queryParams(merge(root.queryParams(), leaf.queryParams()))
        .port(leaf.port() == 0 ? root.port() : leaf.port())
        .sourceLabels(merge(root.sourceLabels(), leaf.sourceLabels()))
        .sourceNamespace(
            leaf.sourceNamespace().isEmpty() ? root.sourceNamespace() : leaf.sourceNamespace())
        .gateways(leaf.gateways().isEmpty() ? root.gateways() : leaf.gateways())
        .statPrefix(leaf.statPrefix().isEmpty() ? root.statPrefix() : leaf.statPrefix())
        .build();
  }

  private static <V> Map<String, V> merge(Map<String, V> root, Map<String, V> leaf) {
    Map<String, V> result = new TreeMap<>(root);
    result.putAll(leaf);
    return result;
  }

  private static boolean conflict(HttpMatchRequest root, HttpMatchRequest leaf) {
    return conflict(root.uri(), leaf.uri())
        || conflict(root.scheme(), leaf.scheme())
        || conflict(root.method(), leaf.method())
        || conflict(root.authority(), leaf.authority())
        || conflict(root.headers(), leaf.headers())
        || conflict(root.withoutHeaders(), leaf.withoutHeaders())
        || conflict(root.queryParams(), leaf.queryParams())
        || root.ignoreUriCase() != leaf.ignoreUriCase()
        || (root.port() > 0 && leaf.port() > 0 && root.port() != leaf.port())
        || (!root.sourceNamespace().isEmpty()
            && !leaf.sourceNamespace().equals(root.sourceNamespace()))
        || leaf.sourceLabels().entrySet().stream()
            .anyMatch(label ->
                !Objects.equals(
                    root.sourceLabels().getOrDefault(label.getKey(), label.getValue()),
                    label.getValue()))
        || (!root.gateways().isEmpty()
            && !leaf.gateways().isEmpty()
            && (root.gateways().size() < leaf.gateways().size()
                || !new HashSet<>(root.gateways()).containsAll(leaf.gateways())));
  }

  private static boolean conflict(Map<String, StringMatch> root, Map<String, StringMatch> leaf) {
    return leaf.entrySet().stream()
        .anyMatch(entry -> conflict(root.get(entry.getKey()), entry.getValue()));
  }

  /** Whether what the delegate wants is not part of what the root lets through. */
  private static boolean conflict(@Nullable StringMatch root, @Nullable StringMatch leaf) {
    if (root == null || leaf == null) {
      return false;
    }
    if (isSet(root.regex()) || isSet(leaf.regex())) {
      return true;
    }
    if (isSet(root.exact())) {
      return !Objects.equals(root.exact(), leaf.exact());
    }
    String prefix = root.prefix();
    if (prefix != null && !prefix.isEmpty()) {
      String wanted = isSet(leaf.prefix()) ? leaf.prefix() : leaf.exact();
      return wanted == null || wanted.isEmpty() || !wanted.startsWith(prefix);
    }
    return true;
  }

  private static boolean isSet(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
