package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.istio.Destination;

/**
 * What a RouteTable's destinations are for the proxies of one cluster (API reference, 4.2). A
 * table's destinations are resolved with the eyes of the workspace that owns that table, which is
 * not always that of the root table.
 */
@FunctionalInterface
public interface DestinationResolver {

  /**
   * Resolves one destination.
   *
   * @param table the table that names it
   * @param destination what it names
   * @param place where it does, for findings
   */
  Resolution resolve(RouteTable table, DestinationReference destination, Place place);

  /** Host, port and subset, or why there are none. */
  sealed interface Resolution {

    /** Where Istio routes to. */
    record Found(Destination destination) implements Resolution {}

    /** Nowhere: the route that names the destination is broken. */
    record NotFound(Finding finding) implements Resolution {}
  }
}
