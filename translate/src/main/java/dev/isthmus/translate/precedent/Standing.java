package dev.isthmus.translate.precedent;

/**
 * What a precedent does while its holder claims the title; while it does not, it has no standing.
 */
public enum Standing {
  /** The holder would lose the title without it. */
  DECIDES,
  /** Nothing would be otherwise without it. */
  IDLE
}
