package dev.isthmus.server.ledger;

import dev.isthmus.translate.Translation;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.PrecedentChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The names that age alone would not give: of objects that have others than the plain ones, and of
 * those that have the plain ones though an older object would get them now. Without a clock and
 * I/O.
 */
final class NameLedger {
  private final Kept<NameKey, Boolean> names = new Kept<>();

  NameLedger(SortedMap<NameKey, LedgerRecord.Name> former) {
    former.forEach((key, name) -> names.restore(key, name.plain(), name.until()));
  }

  /**
   * Takes in what a step did to names.
   *
   * @param renamed objects that have other names than the plain ones since; true: it had these
   */
  List<PrecedentChange> after(Translation step, Map<NameKey, Boolean> renamed, Instant now) {
    names.after(step.keptNames(), now);
    List<PrecedentChange> changes = new ArrayList<>();
    renamed.forEach((key, hadPlain) -> {
      if (names.get(key) == null) {
        names.put(key, hadPlain, now);
        changes.add(new PrecedentChange.OfName(key, hadPlain));
      }
    });
    return changes;
  }

  boolean hasEnded(Instant now) {
    return names.hasEnded(now);
  }

  /** Forgets those that have ended. */
  List<PrecedentChange> end(Instant now) {
    return names.end(now, _ -> true).stream()
        .<PrecedentChange>map(key -> new PrecedentChange.OfName(key, null))
        .toList();
  }

  Optional<Instant> next(Instant now) {
    return names.next(now);
  }

  SortedMap<NameKey, LedgerRecord.Name> record(Instant now) {
    return names.record(now, LedgerRecord.Name::new);
  }
}
