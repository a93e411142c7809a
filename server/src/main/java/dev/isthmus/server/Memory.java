package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Authority;
import dev.isthmus.server.ledger.LedgerRecord;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server leaves to the next one: a cache, not truth. What is missing from it is unknown
 * until agents tell it, and narrows nothing.
 *
 * @param authority the highest that was used
 * @param ledger what was decided before
 */
public record Memory(
    Authority authority, SortedMap<String, Cluster> clusters, LedgerRecord ledger) {
  /** Of a server that is the first, or has lost its record. */
  public static final Memory NONE = new Memory(Authority.NONE, new TreeMap<>(), LedgerRecord.NONE);

  public Memory {
    clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
  }

  /** The same, with a higher authority that was kept since. */
  public Memory with(Authority higher) {
    return new Memory(higher, clusters, ledger);
  }

  /**
   * One cluster.
   *
   * @param uid its identity; empty: never heard
   */
  public record Cluster(String uid, SortedMap<ObjectKind, Known> kinds) {
    public Cluster {
      kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }
  }

  /** The last state of one kind, and the highest resourceVersion that was ever reported. */
  public record Known(String version, List<Remembered> objects) {
    public Known {
      objects = List.copyOf(objects);
    }
  }
}
