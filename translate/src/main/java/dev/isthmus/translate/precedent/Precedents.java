package dev.isthmus.translate.precedent;

import dev.isthmus.engine.Batch;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Table;

/**
 * What was decided before: inputs beside the observed objects. They are exceptions, mostly there
 * are none; without them age decides.
 */
public final class Precedents {

  /** Who held what. */
  public final Table<Title, Precedent> titles;

  /** What the precedents of titles do whose holders are there. */
  public final Table<Title, Standing> standings;

  public Precedents(GraphBuilder graph) {
    titles = graph.input("precedents");
    standings = graph.table("standings of precedents");
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
    }
  }
}
