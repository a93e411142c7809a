package dev.isthmus.translate.route;

import dev.isthmus.api.gloo.networking.HttpRoute;
import java.util.List;
import java.util.SortedMap;

/**
 * A route of a root table, or a route of a table that it delegates to, with all that it inherits.
 *
 * @param name its name in proxies, unique in the root table
 * @param steps the way to it: the root's route first, itself last
 * @param matches the requests, ORed; empty: every request
 * @param replaced it delegates to something broken: it answers 500 to what nothing before it took
 */
public record FlatRoute(
    String name, List<RouteStep> steps, List<RequestMatch> matches, boolean replaced) {

  public FlatRoute {
    steps = List.copyOf(steps);
    matches = List.copyOf(matches);
  }

  /** The route itself. */
  public RouteStep step() {
    return steps.getLast();
  }

  public HttpRoute route() {
    return step().route();
  }

  public SortedMap<String, String> labels() {
    return step().labels();
  }

  FlatRoute named(String newName) {
    return new FlatRoute(newName, steps, matches, replaced);
  }
}
