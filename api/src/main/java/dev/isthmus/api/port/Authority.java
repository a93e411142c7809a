package dev.isthmus.api.port;

/**
 * Whose word counts: a leader raises the epoch before its first write, and every order has a higher
 * revision than the one before. An agent obeys no pair below the highest that it has obeyed.
 *
 * @param epoch one more for each leader
 * @param revision one more for each order of a leader
 */
public record Authority(long epoch, long revision) implements Comparable<Authority> {
  /** Below every authority that gives an order. */
  public static final Authority NONE = new Authority(0, 0);

  @Override
  public int compareTo(Authority other) {
    int order = Long.compare(epoch, other.epoch);
    return order != 0 ? order : Long.compare(revision, other.revision);
  }

  /** As users see it: {@code 3.120}. */
  @Override
  public String toString() {
    return epoch + "." + revision;
  }
}
