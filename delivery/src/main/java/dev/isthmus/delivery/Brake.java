package dev.isthmus.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds losses that nobody asked for. A loss is explained when it follows from a change that was
 * seen to happen, or from a user's decision; what only follows from a list that lacks something, or
 * from a restart, is not.
 *
 * @param percent more than this share of a cluster's objects, and
 * @param count more than this many, wait for {@code isthmus approve}
 * @param grace how long the last entry of a host stays, in case that what is missing comes back
 */
public record Brake(int percent, int count, Duration grace) {
  /** 20 percent and 10 objects; a minute. */
  public static final Brake DEFAULT = new Brake(20, 10, Duration.ofMinutes(1));

  /**
   * A change that takes something away without a cause.
   *
   * @param since when it was first wanted
   * @param lastOf the host whose last entry with endpoints in the cluster it takes; empty: of none
   */
  public record Loss(Instant since, String lastOf) {}

  /**
   * Which of these are held now.
   *
   * @param losses the unexplained losses of one cluster
   * @param objects how many objects of ours the cluster has
   */
  public SortedMap<IstioKey, Wait.Held> judge(
      Map<IstioKey, Loss> losses, int objects, Instant now) {
    SortedMap<IstioKey, Wait.Held> held = new TreeMap<>();
    boolean many = losses.size() > count && losses.size() * 100L > (long) objects * percent;
    losses.forEach((key, loss) -> {
      Instant until = loss.since().plus(grace);
      if (many) {
        String why =
            losses.size()
                + " of "
                + objects
                + " objects of cluster "
                + key.cluster()
                + " would lose something, and nothing that was seen explains it.";
        held.put(key, new Wait.Held(why, null));
      } else if (!loss.lastOf().isEmpty() && now.isBefore(until)) {
        String why =
            "it is the last entry of host "
                + loss.lastOf()
                + ", and nothing that was seen explains why it should go. It goes after "
                + until
                + ".";
        held.put(key, new Wait.Held(why, until));
      }
    });
    return held;
  }
}
