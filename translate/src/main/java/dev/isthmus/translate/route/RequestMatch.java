package dev.isthmus.translate.route;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a request; all members hold. Names of headers are in lower case, as proxies see
 * them.
 *
 * @param pathMatch the path; null: any
 * @param headers conditions that must hold
 * @param withoutHeaders conditions that must not hold
 * @param queryParameters conditions on the query
 * @param method the method; empty: any
 * @param port the port that the client asked for; 0: any
 */
public record RequestMatch(
    @Nullable PathMatch pathMatch,
    SortedMap<String, ValueMatch> headers,
    SortedMap<String, ValueMatch> withoutHeaders,
    SortedMap<String, ValueMatch> queryParameters,
    String method,
    int port) {

  /** Holds for every request. */
  public static final RequestMatch ANY =
      new RequestMatch(
          null,
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          "",
          0);

  public RequestMatch {
    headers = copy(headers);
    withoutHeaders = copy(withoutHeaders);
    queryParameters = copy(queryParameters);
  }

  public Optional<PathMatch> path() {
    return Optional.ofNullable(pathMatch);
  }

  public boolean isAny() {
    return equals(ANY);
  }

  private static SortedMap<String, ValueMatch> copy(SortedMap<String, ValueMatch> map) {
    return map.isEmpty()
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
