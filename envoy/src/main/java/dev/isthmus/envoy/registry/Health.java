package dev.isthmus.envoy.registry;

/** What is known of an endpoint's health. */
public enum Health {
  /** Nothing is known: it counts. */
  UNKNOWN,
  READY,
  NOT_READY,
  TERMINATING
}
