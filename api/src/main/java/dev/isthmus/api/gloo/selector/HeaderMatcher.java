package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

/**
 * A condition on a header of a request.
 *
 * @param name the header's name
 * @param value its value; empty: the header is there
 * @param regex {@code value} is an RE2 expression for the whole value
 * @param invertMatch the condition must not hold
 */
public record HeaderMatcher(String name, String value, boolean regex, boolean invertMatch) {

  public HeaderMatcher {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }
}
