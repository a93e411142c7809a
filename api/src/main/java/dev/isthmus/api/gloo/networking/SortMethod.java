package dev.isthmus.api.gloo.networking;

/** The order of delegated routes. */
public enum SortMethod {
  /** By the weight of their table, higher first. */
  TABLE_WEIGHT,
  /** By their matchers, the most specific first. */
  ROUTE_SPECIFICITY
}
