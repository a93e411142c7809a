package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import java.util.List;

/**
 * A root table's HTTP routes with those of all tables that it delegates to, in the order in which
 * proxies try them.
 *
 * @param routes the routes
 * @param findings what is wrong with them, sorted
 * @param incomplete whether a matcher is left out because it is wrong
 */
public record Flattened(List<FlatRoute> routes, List<Finding> findings, boolean incomplete) {

  public Flattened {
    routes = List.copyOf(routes);
    findings = List.copyOf(findings);
  }
}
