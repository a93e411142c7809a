package dev.isthmus.translate.route;

import dev.isthmus.translate.route.PathMatch.Exact;
import dev.isthmus.translate.route.PathMatch.Prefix;
import dev.isthmus.translate.route.PathMatch.Regex;
import java.util.Comparator;

/**
 * {@code ROUTE_SPECIFICITY} (API reference, 2.5): exact paths, then regular expressions, then
 * prefixes; longer ones first, expressions all equal. A route counts by its most specific matcher.
 * Routes that are equal keep their order.
 */
final class RouteSpecificity {
  /**
   * The most specific route first. A stable sort keeps the order of table weights between equals.
   */
  static final Comparator<FlatRoute> MOST_SPECIFIC_FIRST =
      Comparator.<FlatRoute>comparingLong(RouteSpecificity::of).reversed();

  private static final long KIND = 1L << 32;

  private RouteSpecificity() {}

  private static long of(FlatRoute route) {
    return route.matches().stream().mapToLong(RouteSpecificity::of).max().orElse(0);
  }

  private static long of(RequestMatch match) {
    return match.path().map(RouteSpecificity::of).orElse(0L);
  }

  private static long of(PathMatch path) {
    return switch (path) {
      case Exact exact -> 2 * KIND + exact.path().length();
      case Regex regex -> KIND;
      case Prefix prefix -> prefix.path().length();
    };
  }
}
