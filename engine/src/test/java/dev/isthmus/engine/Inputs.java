package dev.isthmus.engine;

import dev.isthmus.engine.RandomGraph.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The inputs of a planned graph as plain maps. */
final class Inputs {
  final List<NavigableMap<Integer, Val>> tables = new ArrayList<>();

  Inputs(RandomGraph plan) {
    plan.tables().forEach(t -> tables.add(new TreeMap<>()));
  }

  Inputs apply(List<Edit> edits) {
    for (Edit edit : edits) {
      if (edit.remove()) {
        tables.get(edit.table()).remove(edit.key());
      } else {
        tables.get(edit.table()).put(edit.key(), edit.value());
      }
    }
    return this;
  }

  /** Edits that bring an empty graph to these inputs. */
  List<Edit> puts() {
    List<Edit> edits = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      int table = t;
      tables.get(t).forEach((k, v) -> edits.add(new Edit(table, k, v, false)));
    }
    return edits;
  }

  /** Edits that take everything away. */
  List<Edit> removes() {
    List<Edit> edits = new ArrayList<>();
    puts().forEach(e -> edits.add(new Edit(e.table(), e.key(), e.value(), true)));
    return edits;
  }
}
