package dev.isthmus.translate.route;

import dev.isthmus.api.Labels;
import dev.isthmus.api.gloo.networking.HttpRoute;
import dev.isthmus.api.gloo.networking.RouteTable;
import java.util.SortedMap;

/**
 * A route of a table on the way from the root table to a route that acts.
 *
 * @param table the table
 * @param index the route's place in {@code spec.http}
 * @param name the route's name, unique in its table
 * @param labels what policies select it by: those of the routes and tables above, of its table, and
 *     its own; the nearer wins
 */
public record RouteStep(
    RouteTable table, int index, String name, SortedMap<String, String> labels) {

  public RouteStep {
    labels = Labels.copyOf(labels);
  }

  public HttpRoute route() {
    return table.spec().http().get(index);
  }

  public Place place() {
    return new Place(table.ref(), "http[" + index + "]");
  }

  /** The route's name in proxies: {@code <route>-<table>} (lab 8). */
  String fullName() {
    return name + "-" + table.name();
  }
}
