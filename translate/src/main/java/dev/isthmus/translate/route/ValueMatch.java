package dev.isthmus.translate.route;

import dev.isthmus.translate.route.Conjunction.Both;
import dev.isthmus.translate.route.Conjunction.Neither;

/** A condition on the value of a header or of a query parameter. */
public sealed interface ValueMatch {

  /** It is there, whatever its value. */
  record Present() implements ValueMatch {}

  /** Its value is this. */
  record Exact(String value) implements ValueMatch {}

  /** Its whole value matches this RE2 expression. */
  record Regex(String regex) implements ValueMatch {}

  /** As the API writes it: a value, which may be an expression; without one, presence is asked. */
  static ValueMatch of(String value, boolean regex) {
    if (value.isEmpty()) {
      return new Present();
    }
    return regex ? new Regex(value) : new Exact(value);
  }

  /** The condition that both hold. */
  default Conjunction<ValueMatch> and(ValueMatch other) {
    if (equals(other) || other instanceof Present) {
      return new Both<>(this);
    }
    return switch (this) {
      case Present present -> new Both<>(other);
      case Exact(String value) ->
          other.accepts(value)
              ? new Both<>(this)
              : new Neither<>("no value is both " + text() + " and " + other.text());
      case Regex regex ->
          other instanceof Exact
              ? other.and(this)
              : new Neither<>(
                  "Istio holds one condition on a name, not both "
                      + text()
                      + " and "
                      + other.text());
    };
  }

  /**
   * The condition that at least one holds: two conditions of which neither may hold are one that
   * may not. A value is present when it is anything.
   */
  default Conjunction<ValueMatch> or(ValueMatch other) {
    if (equals(other) || this instanceof Present) {
      return new Both<>(this);
    }
    if (other instanceof Present) {
      return new Both<>(other);
    }
    var either = "(?:" + asRegex() + ")|(?:" + other.asRegex() + ")";
    return Re2.problem(either)
        .<Conjunction<ValueMatch>>map(Neither::new)
        .orElseGet(() -> new Both<>(new Regex(either)));
  }

  /** Whether the condition holds for a value that is there. */
  default boolean accepts(String actual) {
    return switch (this) {
      case Present present -> true;
      case Exact(String value) -> value.equals(actual);
      case Regex(String regex) -> Re2.matches(regex, actual);
    };
  }

  private String asRegex() {
    return switch (this) {
      case Present present -> ".*";
      case Exact(String value) -> Re2.literal(value);
      case Regex(String regex) -> regex;
    };
  }

  /** How messages name it. */
  default String text() {
    return switch (this) {
      case Present present -> "any value";
      case Exact(String value) -> value;
      case Regex(String regex) -> "regex " + regex;
    };
  }
}
