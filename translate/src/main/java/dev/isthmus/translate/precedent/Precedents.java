package dev.isthmus.translate.precedent;

import dev.isthmus.engine.Batch;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.One;
import java.util.ArrayList;
import java.util.List;

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

  /** The names of those that meet another: whether they have the plain ones. */
  public final Table<NameKey, Boolean> names;

  /** The precedents of names whose claimants are there. */
  public final Table<NameKey, One> keptNames;

  /** What {@link #namesBefore} asks. */
  public final Index<String, NameKey, Boolean> namesByText;

  private final Table<NameKey, Boolean> namesBefore;
  private final List<Table<NameKey, Age>> nameClaims = new ArrayList<>();

  public Precedents(GraphBuilder graph) {
    titles = graph.input("precedents");
    standings = graph.table("standings of precedents");
    addresses = graph.input("precedents of addresses");
    keptAddresses = graph.table("precedents of addresses whose hosts are there");
    names = graph.<NameKey, Boolean>table("names of those that meet").published();
    keptNames = graph.table("precedents of names whose claimants are there");
    namesBefore = graph.input("precedents of names");
    namesByText =
        graph.index(
            "precedents of names by text",
            namesBefore,
            (key, first) -> List.of(NameKey.meeting(key.of(), key.text())));
  }

  /** Claims on names are decided with these precedents. */
  public void named(Table<NameKey, Age> claims) {
    nameClaims.add(claims);
  }

  /** All claims on names. */
  public List<Table<NameKey, Age>> nameClaims() {
    return List.copyOf(nameClaims);
  }

  /** Who had the plain names made of a text before, and who had others. */
  public Entries<NameKey, Boolean> namesBefore(String of, String text, In in) {
    return in.get(namesByText, NameKey.meeting(of, text));
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
      case PrecedentChange.OfName(NameKey name, Boolean plain) -> {
        if (plain == null) {
          batch.remove(namesBefore, name);
        } else {
          batch.put(namesBefore, name, plain);
        }
      }
    }
  }
}
