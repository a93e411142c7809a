package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

/**
 * A condition on a parameter of a request's query.
 *
 * @param name the parameter's name
 * @param value its value; empty: the parameter is there
 * @param regex {@code value} is an RE2 expression for the whole value
 */
public record QueryParameterMatcher(String name, String value, boolean regex) {

  public QueryParameterMatcher {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }
}
