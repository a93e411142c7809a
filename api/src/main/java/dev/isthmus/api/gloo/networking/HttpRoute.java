package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import java.util.List;
import java.util.SortedMap;

/**
 * A route of requests.
 *
 * @param name part of the name in proxies; empty: made from its index
 * @param labels what policies select it by
 * @param matchers the requests, ORed; empty: all
 * @param action what happens to them
 */
public record HttpRoute(
    String name, SortedMap<String, String> labels, List<HttpMatcher> matchers, HttpAction action) {

  public HttpRoute {
    requireNonNull(name, "name");
    labels = Labels.copyOf(labels);
    matchers = List.copyOf(matchers);
    requireNonNull(action, "action");
  }
}
