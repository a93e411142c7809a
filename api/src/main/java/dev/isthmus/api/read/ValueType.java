package dev.isthmus.api.read;

/** What the values of a field are. */
sealed interface ValueType {

  /** A text, number or truth value. */
  record Scalar(ScalarType type, boolean optional) implements ValueType {}

  /** A whole number within a range, both ends included. 0 is absence unless it is optional. */
  record Whole(long min, long max, boolean optional) implements ValueType {}

  /** A number within a range, both ends included. */
  record Real(double min, double max, boolean optional) implements ValueType {}

  /** A message, by its name in the table. */
  record Message(String name) implements ValueType {}

  /** An enum, by its name in the table. */
  record Choice(String name) implements ValueType {}

  /** A map of labels, checked as Kubernetes does. */
  record LabelMap() implements ValueType {}

  /** An empty message: that it is there is all it says. */
  record Presence() implements ValueType {}

  /** Anything: it is kept and not looked into. */
  record Opaque() implements ValueType {}
}
