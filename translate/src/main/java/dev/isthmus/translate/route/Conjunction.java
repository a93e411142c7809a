package dev.isthmus.translate.route;

/** What two conditions are together: one condition, or none that Istio could hold. */
public sealed interface Conjunction<T> {

  /** The one condition that holds where both hold. */
  record Both<T>(T value) implements Conjunction<T> {}

  /**
   * No request can meet both, or Istio has no condition that says both; {@code why} is a clause for
   * a message.
   */
  record Neither<T>(String why) implements Conjunction<T> {}
}
