package dev.isthmus.server.ledger;

import dev.isthmus.translate.Translation;
import dev.isthmus.translate.precedent.Lost;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.PrecedentChange;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who held which title, where age alone would decide otherwise: because an older rival came later,
 * or because the holder is gone, and may come back within the grace. Without a clock and I/O.
 */
public final class TitleLedger {
  private final Duration grace;
  private final String management;
  private final SortedMap<Title, LedgerRecord.Holder> holders = new TreeMap<>();

  /** Titles whose holders claim them no more, by when they end. */
  private final SortedSet<End> ends = new TreeSet<>();

  private record End(Instant at, Title title) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      int order = at.compareTo(other.at);
      return order == 0 ? title.compareTo(other.title) : order;
    }
  }

  /**
   * A ledger with what a former one has left.
   *
   * @param grace how long a title is kept for a holder that does not claim it any more
   * @param management the management cluster
   */
  public TitleLedger(
      Duration grace, String management, SortedMap<Title, LedgerRecord.Holder> former) {
    this.grace = grace;
    this.management = management;
    holders.putAll(former);
    former.forEach((title, holder) -> ends.add(end(title, holder)));
  }

  /**
   * Takes in what a step did to titles.
   *
   * @param losses what it took from those who held it, and is theirs from before
   * @return what translation must know then
   */
  public List<PrecedentChange> after(Translation step, List<Lost> losses, Instant now) {
    List<PrecedentChange> changes = new ArrayList<>();
    step.restanding().forEach((title, standing) -> stands(title, standing, now, changes));
    for (Lost lost : losses) {
      if (!holders.containsKey(lost.title())) {
        keep(lost.title(), lost.workspace(), lost.cluster(), now, changes);
      }
    }
    return changes;
  }

  private void stands(
      Title title, Optional<Standing> standing, Instant now, List<PrecedentChange> changes) {
    LedgerRecord.Holder holder = holders.get(title);
    if (holder == null) {
      return;
    }
    if (standing.isEmpty()) {
      keep(title, holder.precedent().workspace(), holder.cluster(), now, changes);
      return;
    }
    ends.remove(end(title, holder));
    switch (standing.get()) {
      case DECIDES -> {}
      case IDLE -> forget(title, changes);
    }
  }

  private void keep(
      Title title, String workspace, String cluster, Instant now, List<PrecedentChange> changes) {
    Precedent precedent = new Precedent(workspace, now.plus(grace));
    LedgerRecord.Holder holder = new LedgerRecord.Holder(precedent, cluster);
    holders.put(title, holder);
    ends.add(end(title, holder));
    changes.add(new PrecedentChange.OfTitle(title, precedent));
  }

  private void forget(Title title, List<PrecedentChange> changes) {
    holders.remove(title);
    changes.add(new PrecedentChange.OfTitle(title, null));
  }

  private static End end(Title title, LedgerRecord.Holder holder) {
    return new End(holder.precedent().until(), title);
  }

  /** Whether some may be forgotten. */
  public boolean hasEnded(Instant now) {
    return !ends.isEmpty() && !ends.first().at().isAfter(now);
  }

  /**
   * Forgets those that have ended.
   *
   * @param unheard clusters of which it is not known what they hold now: their titles are kept, for
   *     the holder may be back
   */
  public List<PrecedentChange> end(Instant now, Set<String> unheard) {
    List<PrecedentChange> changes = new ArrayList<>();
    for (End end : List.copyOf(ends.headSet(after(now)))) {
      LedgerRecord.Holder holder = holders.get(end.title());
      if (holder != null
          && !unheard.contains(management)
          && !unheard.contains(holder.cluster())
          && !unheard.contains(end.title().cluster())) {
        ends.remove(end);
        forget(end.title(), changes);
      }
    }
    return changes;
  }

  /** Sorts after all that end at this time. */
  private static End after(Instant now) {
    return new End(now.plusNanos(1), Title.ofNamespace("", ""));
  }

  /** Forgets all whose holders are gone: nobody knows what happened since. */
  public List<PrecedentChange> distrust() {
    List<PrecedentChange> changes = new ArrayList<>();
    ends.forEach(end -> forget(end.title(), changes));
    ends.clear();
    return changes;
  }

  /** When the next one ends that has not yet. */
  public Optional<Instant> next(Instant now) {
    SortedSet<End> later = ends.tailSet(after(now));
    return later.isEmpty() ? Optional.empty() : Optional.of(later.first().at());
  }

  /** What the next ledger is to know. */
  public SortedMap<Title, LedgerRecord.Holder> record() {
    return new TreeMap<>(holders);
  }
}
