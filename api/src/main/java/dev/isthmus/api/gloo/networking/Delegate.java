package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.ObjectSelector;
import java.util.List;

/**
 * Routes of other tables take the place of this one.
 *
 * @param routeTables tables without hosts, own and imported
 * @param allowedRoutes a filter of Lambda routes; not supported
 * @param sortMethod their order
 */
public record Delegate(
    List<ObjectSelector> routeTables, List<RouteFilter> allowedRoutes, SortMethod sortMethod)
    implements HttpAction {

  public Delegate {
    routeTables = List.copyOf(routeTables);
    allowedRoutes = List.copyOf(allowedRoutes);
    requireNonNull(sortMethod, "sortMethod");
  }
}
