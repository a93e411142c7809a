package dev.isthmus.delivery;

/**
 * Why a change comes when it does. A phase begins when all changes of the one before are
 * acknowledged.
 */
public enum Phase {
  /**
   * The service's own cluster learns hosts, subsets and passages first, so that nobody arrives
   * there too early.
   */
  WIDEN_DESTINATION("widen at the destination"),
  /** Callers learn old and new entries, subsets and identities together. */
  WIDEN_CALLERS("widen at the callers"),
  /** Everything that the old and the new routes lead to is there now. */
  SWITCH_ROUTES("switch routes"),
  /** No route leads to what callers forget here. */
  NARROW_CALLERS("narrow at the callers"),
  /** Nobody calls any more what the destination forgets here. */
  NARROW_DESTINATION("narrow at the destination");

  private final String title;

  Phase(String title) {
    this.title = title;
  }

  /** As users read it: {@code switch routes}. */
  public String title() {
    return title;
  }
}
