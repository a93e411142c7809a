package dev.isthmus.translate;

import dev.isthmus.engine.Change;
import dev.isthmus.engine.Delta;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Step;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.One;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The names of those that meet another, and what a step did to them. */
record NamesGiven(
    Entries<NameKey, Boolean> all,
    Delta<NameKey, Boolean> changes,
    List<Delta<NameKey, Age>> claims,
    Delta<NameKey, One> kept) {

  static final NamesGiven NONE =
      new NamesGiven(Entries.empty(), Delta.empty(), List.of(), Delta.empty());

  static NamesGiven in(Step step, Precedents precedents) {
    List<Delta<NameKey, Age>> claims = new ArrayList<>();
    for (Table<NameKey, Age> table : precedents.nameClaims()) {
      Delta<NameKey, Age> delta = step.delta(table);
      if (!delta.isEmpty()) {
        claims.add(delta);
      }
    }
    return new NamesGiven(
        step.snapshot().entries(precedents.names),
        step.delta(precedents.names),
        claims,
        step.delta(precedents.keptNames));
  }

  Map<NameKey, Boolean> renamed() {
    Map<NameKey, Boolean> renamed = new TreeMap<>();
    for (Change<NameKey, Boolean> change : changes) {
      if (Boolean.FALSE.equals(change.after())) {
        renamed.put(change.key(), change.before() == null || change.before());
      }
    }
    if (!renamed.isEmpty()) {
      Set<NameKey> born = new HashSet<>();
      for (Delta<NameKey, Age> delta : claims) {
        for (Change<NameKey, Age> change : delta) {
          if (change.before() == null) {
            born.add(change.key());
          }
        }
      }
      renamed.replaceAll((key, had) -> had && !born.contains(key));
    }
    return renamed;
  }

  List<NameKey> second() {
    List<NameKey> second = new ArrayList<>();
    all.forEach((key, plain) -> {
      if (!plain) {
        second.add(key);
      }
    });
    return second;
  }

  Map<NameKey, Boolean> keptNames() {
    Map<NameKey, Boolean> changed = new TreeMap<>();
    kept.forEach(change -> changed.put(change.key(), change.after() != null));
    return changed;
  }
}
