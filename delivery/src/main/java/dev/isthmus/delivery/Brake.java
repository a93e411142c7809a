package dev.isthmus.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds losses that nobody asked for. A loss is explained when it follows from a change that was
 * seen to happen, or from a user's decision; what only follows from a list that lacks something, or
 * from a restart, is not.
 *
 * @param percent more than this share of a cluster's objects, and
 * @param count more than this many, wait for {@code isthmus approve}
 * @param grace how long the last entry of a host stays, and what callers need to use it, in case
 *     that what is missing comes back
 */
public record Brake(int percent, int count, Duration grace) {
  /** 20 percent and 10 objects; a minute. */
  public static final Brake DEFAULT = new Brake(20, 10, Duration.ofMinutes(1));

  /**
   * A change that takes something away without a cause.
   *
   * @param since when it was first wanted
   * @param lastOf the host whose last entry with endpoints in the cluster it takes; empty: of none
   * @param with the hosts whose rule it is, or where its routes do not lead any more: an entry that
   *     stays is of no use without them
   */
  public record Loss(Instant since, String lastOf, Set<String> with) {
    public Loss {
      with = Set.copyOf(with);
    }
  }

  /**
   * Which of these are held now.
   *
   * @param losses the unexplained losses of one cluster
   * @param objects how many objects of ours the cluster has
   */
  public SortedMap<IstioKey, Wait.Held> judge(
      Map<IstioKey, Loss> losses, int objects, Instant now) {
    SortedMap<IstioKey, Wait.Held> held = new TreeMap<>();
    if (losses.size() > count && losses.size() * 100L > (long) objects * percent) {
      losses.keySet().forEach(key -> held.put(key, many(key.cluster(), losses.size(), objects)));
      return held;
    }
    Map<String, Wait.Held> hosts = lastEntries(losses.values(), now);
    losses.forEach((key, loss) -> {
      Stream.concat(Stream.of(loss.lastOf()), loss.with().stream().sorted())
          .map(hosts::get)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(wait -> held.put(key, wait));
    });
    return held;
  }

  private static Wait.Held many(String cluster, int losses, int objects) {
    return new Wait.Held(
        losses
            + " of "
            + objects
            + " objects of cluster "
            + cluster
            + " would lose something, and nothing that was seen explains it.",
        null);
  }

  /** The hosts that would have no entry any more, and did a short while ago. */
  private Map<String, Wait.Held> lastEntries(Collection<Loss> losses, Instant now) {
    Map<String, Wait.Held> hosts = new TreeMap<>();
    for (Loss loss : losses) {
      Instant until = loss.since().plus(grace);
      if (!loss.lastOf().isEmpty() && now.isBefore(until)) {
        String why =
            "the last entry of host "
                + loss.lastOf()
                + " would go, and nothing that was seen explains it. It goes after "
                + until
                + ".";
        hosts.put(loss.lastOf(), new Wait.Held(why, until));
      }
    }
    return hosts;
  }
}
