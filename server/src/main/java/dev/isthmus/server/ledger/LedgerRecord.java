package dev.isthmus.server.ledger;

import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.PrecedentChange;
import dev.isthmus.translate.precedent.Title;
import java.time.Instant;
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
 * @param addresses virtual addresses that the formula alone would not give
 * @param names names that age alone would not give
 */
public record LedgerRecord(
    boolean open,
    SortedMap<Title, Holder> titles,
    SortedMap<AddressKey, Address> addresses,
    SortedMap<NameKey, Name> names) {
  /** Of a server that is the first, or has lost its record. */
  public static final LedgerRecord NONE =
      new LedgerRecord(false, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public LedgerRecord {
    titles = Collections.unmodifiableSortedMap(new TreeMap<>(titles));
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
  }

  /** All of it, for a translation that knows nothing of it. */
  public List<PrecedentChange> precedents() {
    List<PrecedentChange> all = new ArrayList<>();
    titles.forEach(
        (title, holder) -> all.add(new PrecedentChange.OfTitle(title, holder.precedent())));
    addresses.forEach(
        (entry, address) -> all.add(new PrecedentChange.OfAddress(entry, address.address())));
    names.forEach((key, name) -> all.add(new PrecedentChange.OfName(key, name.plain())));
    return all;
  }

  /**
   * Who holds a title.
   *
   * @param cluster where the object is, or was, by which it does; empty: the management cluster
   */
  public record Holder(Precedent precedent, String cluster) {}

  /**
   * The virtual address of a host's entry.
   *
   * @param address as {@link dev.isthmus.translate.name.VirtualAddress#in} has it
   * @param until when it ends, should the host be gone
   */
  public record Address(int address, Instant until) {}

  /**
   * An object's names.
   *
   * @param plain whether it has the plain ones
   * @param until when it ends, should the object be gone
   */
  public record Name(boolean plain, Instant until) {}
}
