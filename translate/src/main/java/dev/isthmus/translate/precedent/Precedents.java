package dev.isthmus.translate.precedent;

import dev.isthmus.engine.Batch;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.resolve.One;

/**
 * What was decided before: inputs beside the observed objects. They are exceptions, mostly there
 * are none; without them age decides.
 */
public final class Precedents {

  /** Who held what. */
  public final Table<Title, Precedent> titles;

  /** What the precedents of titles do whose holders are there. */
  public final Table<Title, Standing> standings;

  /** Which address a host's entry had. */
  public final Table<AddressKey, Integer> addresses;

  /** The precedents of addresses whose hosts are there. */
  public final Table<AddressKey, One> keptAddresses;

  public Precedents(GraphBuilder graph) {
    titles = graph.input("precedents");
    standings = graph.table("standings of precedents");
    addresses = graph.input("precedents of addresses");
    keptAddresses = graph.table("precedents of addresses whose hosts are there");
  }

  /** Takes one change into a batch. */
  public void change(Batch.Builder batch, PrecedentChange change) {
    switch (change) {
      case PrecedentChange.OfTitle(Title title, Precedent precedent) -> {
        if (precedent == null) {
          batch.remove(titles, title);
        } else {
          batch.put(titles, title, precedent);
        }
      }
      case PrecedentChange.OfAddress(AddressKey entry, Integer address) -> {
        if (address == null) {
          batch.remove(addresses, entry);
        } else {
          batch.put(addresses, entry, address);
        }
      }
    }
  }
}
