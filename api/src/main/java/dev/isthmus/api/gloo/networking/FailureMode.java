package dev.isthmus.api.gloo.networking;

/** What happens when a route is broken. */
public enum FailureMode {
  /** The route answers 500. */
  ROUTE_REPLACEMENT,
  /** The table, with all it delegates to, keeps its last good form. */
  FREEZE_CONFIG
}
