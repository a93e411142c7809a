package dev.isthmus.server.ledger;

import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.PrecedentChange;
import dev.isthmus.translate.precedent.Title;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server's ledger leaves to the next one.
 *
 * @param open whether all registered clusters were heard once: before, nobody knows who came first
 * @param titles who held what, where age alone would decide otherwise
 */
public record LedgerRecord(boolean open, SortedMap<Title, Holder> titles) {
  /** Of a server that is the first, or has lost its record. */
  public static final LedgerRecord NONE = new LedgerRecord(false, new TreeMap<>());

  public LedgerRecord {
    titles = Collections.unmodifiableSortedMap(new TreeMap<>(titles));
  }

  /** All of it, for a translation that knows nothing of it. */
  public List<PrecedentChange> precedents() {
    List<PrecedentChange> all = new ArrayList<>();
    titles.forEach(
        (title, holder) -> all.add(new PrecedentChange.OfTitle(title, holder.precedent())));
    return all;
  }

  /**
   * Who holds a title.
   *
   * @param cluster where the object is, or was, by which it does; empty: the management cluster
   */
  public record Holder(Precedent precedent, String cluster) {}
}
