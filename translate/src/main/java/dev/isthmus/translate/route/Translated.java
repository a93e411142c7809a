package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import java.util.List;

/**
 * A table's routes as Istio's.
 *
 * @param routes in the order in which proxies try them
 * @param findings what is wrong with them; the same ones may come for several clusters
 * @param broken a route is replaced or left out because it is wrong: a table with {@code
 *     failureMode: FREEZE_CONFIG} keeps its last good form instead
 */
public record Translated<R>(List<R> routes, List<Finding> findings, boolean broken) {

  public Translated {
    routes = List.copyOf(routes);
    findings = List.copyOf(findings);
  }
}
