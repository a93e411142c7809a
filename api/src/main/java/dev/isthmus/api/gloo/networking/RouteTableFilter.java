package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.ObjectSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RouteTables that a listener serves. Members are ANDed.
 *
 * @param host {@code [namespace/]host}, where {@code *} stands for any; the table's hosts must be
 *     covered
 * @param selector which tables; null: any
 * @param allowedRoutes a filter of Lambda routes; not supported
 */
public record RouteTableFilter(
    String host, @Nullable ObjectSelector selector, List<RouteFilter> allowedRoutes) {

  public RouteTableFilter {
    requireNonNull(host, "host");
    allowedRoutes = List.copyOf(allowedRoutes);
  }
}
