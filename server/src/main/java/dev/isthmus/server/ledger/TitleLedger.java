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
import java.util.TreeMap;

/**
 * Who held which title, where age alone would decide otherwise: because an older rival came later,
 * or because the holder is gone, and may come back within the grace. Without a clock and I/O.
 */
final class TitleLedger {
  private final Duration grace;
  private final String management;
  private final SortedMap<Title, LedgerRecord.Holder> holders = new TreeMap<>();

  /** Titles whose holders claim them no more. */
  private final Ends<Title> ends = new Ends<>();

  /**
   * A ledger with what a former one has left.
   *
   * @param grace how long a title is kept for a holder that does not claim it any more
   * @param management the management cluster
   */
  TitleLedger(Duration grace, String management, SortedMap<Title, LedgerRecord.Holder> former) {
    this.grace = grace;
    this.management = management;
    holders.putAll(former);
    former.forEach((title, holder) -> ends.put(title, holder.precedent().until()));
  }

  /**
   * Takes in what a step did to titles.
   *
   * @param losses what it took from those who held it, and is theirs from before
   * @return what translation must know then
   */
  List<PrecedentChange> after(Translation step, List<Lost> losses, Instant now) {
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
    ends.remove(title);
    switch (standing.get()) {
      case DECIDES -> {}
      case IDLE -> forget(title, changes);
    }
  }

  private void keep(
      Title title, String workspace, String cluster, Instant now, List<PrecedentChange> changes) {
    Precedent precedent = new Precedent(workspace, now.plus(grace));
    holders.put(title, new LedgerRecord.Holder(precedent, cluster));
    ends.put(title, precedent.until());
    changes.add(new PrecedentChange.OfTitle(title, precedent));
  }

  private void forget(Title title, List<PrecedentChange> changes) {
    holders.remove(title);
    changes.add(new PrecedentChange.OfTitle(title, null));
  }

  /** Whether some may be forgotten. */
  boolean hasEnded(Instant now) {
    return ends.any(now);
  }

  /**
   * Forgets those that have ended.
   *
   * @param unheard clusters of which it is not known what they hold now: their titles are kept, for
   *     the holder may be back
   */
  List<PrecedentChange> end(Instant now, Set<String> unheard) {
    List<PrecedentChange> changes = new ArrayList<>();
    for (Title title : ends.until(now)) {
      LedgerRecord.Holder holder = holders.get(title);
      if (holder != null
          && !unheard.contains(management)
          && !unheard.contains(holder.cluster())
          && !unheard.contains(title.cluster())) {
        ends.remove(title);
        forget(title, changes);
      }
    }
    return changes;
  }

  /** Forgets all whose holders are gone: nobody knows what happened since. */
  List<PrecedentChange> distrust() {
    List<PrecedentChange> changes = new ArrayList<>();
    for (Title title : ends.all()) {
      ends.remove(title);
      forget(title, changes);
    }
    return changes;
  }

  /** When the next one ends that has not yet. */
  Optional<Instant> next(Instant now) {
    return ends.next(now);
  }

  /** What the next ledger is to know. */
  SortedMap<Title, LedgerRecord.Holder> record() {
    return new TreeMap<>(holders);
  }
}
