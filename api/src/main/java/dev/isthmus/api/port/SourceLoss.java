package dev.isthmus.api.port;

/** Why nothing is known of a kind in a cluster. None of these means that there are no objects. */
public enum SourceLoss {
  /** 401 or 403: the right to list or watch is not granted. */
  FORBIDDEN,
  /** 404 or failed discovery: the API server does not serve the kind (now). */
  NOT_SERVED,
  /** The API server cannot be reached, or fails. */
  UNREACHABLE,
  /** A page of the list was lost or expired (410) again and again. */
  INCOMPLETE
}
