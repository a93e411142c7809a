package dev.isthmus.server.ledger;

import dev.isthmus.translate.Translation;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.PrecedentChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names that age alone would not give: of objects that have others than the plain ones, and of
 * those that have the plain ones though an older object would get them now. Without a clock and
 * I/O.
 */
final class NameLedger {
  /** As addresses are kept. */
  private static final Duration GRACE = AddressLedger.GRACE;

  private final SortedMap<NameKey, Boolean> names = new TreeMap<>();

  /** Names whose claimants are gone. */
  private final Ends<NameKey> ends = new Ends<>();

  NameLedger(SortedMap<NameKey, LedgerRecord.Name> former) {
    former.forEach((key, name) -> {
      names.put(key, name.plain());
      ends.put(key, name.until());
    });
  }

  /**
   * Takes in what a step did to names.
   *
   * @param renamed objects that have other names than the plain ones since; true: it had these
   */
  List<PrecedentChange> after(Translation step, Map<NameKey, Boolean> renamed, Instant now) {
    step.keptNames()
        .forEach((key, there) -> {
          if (there) {
            ends.remove(key);
          } else if (names.containsKey(key)) {
            ends.put(key, now.plus(GRACE));
          }
        });
    List<PrecedentChange> changes = new ArrayList<>();
    renamed.forEach((key, hadPlain) -> {
      if (names.putIfAbsent(key, hadPlain) == null) {
        ends.put(key, now.plus(GRACE)); // until translation says that the claimant is there
        changes.add(new PrecedentChange.OfName(key, hadPlain));
      }
    });
    return changes;
  }

  boolean hasEnded(Instant now) {
    return ends.any(now);
  }

  /** Forgets those that have ended. */
  List<PrecedentChange> end(Instant now) {
    List<PrecedentChange> changes = new ArrayList<>();
    for (NameKey key : ends.until(now)) {
      ends.remove(key);
      names.remove(key);
      changes.add(new PrecedentChange.OfName(key, null));
    }
    return changes;
  }

  Optional<Instant> next(Instant now) {
    return ends.next(now);
  }

  SortedMap<NameKey, LedgerRecord.Name> record(Instant now) {
    SortedMap<NameKey, LedgerRecord.Name> record = new TreeMap<>();
    names.forEach((key, plain) ->
        record.put(
            key, new LedgerRecord.Name(plain, ends.of(key).orElseGet(() -> now.plus(GRACE)))));
    return record;
  }
}
