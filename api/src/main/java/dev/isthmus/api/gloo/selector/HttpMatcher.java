package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a request. Members are ANDed.
 *
 * @param name a name without effect
 * @param uri the path
 * @param headers headers, ANDed
 * @param queryParameters parameters of the query, ANDed
 * @param method the method, or empty
 * @param port the port of the requested host; 0: any
 * @param unreadable whether a member of it could not be read: then it matches no request
 */
public record HttpMatcher(
    String name,
    @Nullable StringMatch uri,
    List<HeaderMatcher> headers,
    List<QueryParameterMatcher> queryParameters,
    String method,
    int port,
    boolean unreadable) {

  public HttpMatcher {
    requireNonNull(name, "name");
    headers = List.copyOf(headers);
    queryParameters = List.copyOf(queryParameters);
    requireNonNull(method, "method");
  }

  /** A condition that could be read. */
  public HttpMatcher(
      String name,
      @Nullable StringMatch uri,
      List<HeaderMatcher> headers,
      List<QueryParameterMatcher> queryParameters,
      String method,
      int port) {
    this(name, uri, headers, queryParameters, method, port, false);
  }
}
