package dev.isthmus.api.read;

/** What a kind or field does here. */
enum Support {
  /** It is honoured. */
  YES,
  /** It is known, kept and reported, and has no effect yet. */
  NO,
  /** It never had an effect, in any version. */
  INERT,
  /** It has no effect yet; translation says so, with what becomes of what it stands in. */
  TOLD
}
