package dev.isthmus.api.gloo.networking;

/** The status of a redirect. */
public enum RedirectCode {
  /** 301. */
  MOVED_PERMANENTLY,
  /** 302. */
  FOUND,
  /** 303. */
  SEE_OTHER,
  /** 307. */
  TEMPORARY_REDIRECT,
  /** 308. */
  PERMANENT_REDIRECT
}
