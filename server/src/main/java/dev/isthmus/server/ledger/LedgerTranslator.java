package dev.isthmus.server.ledger;

import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.precedent.Lost;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.PrecedentChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A translator with a ledger: a step that takes a title from a workspace, or an address from a
 * host, is followed by one with the precedent for it. Without a clock and I/O; one thread uses it.
 */
public final class LedgerTranslator {
  private final Translator translator = Translator.create();
  private final TitleLedger titles;
  private final AddressLedger addresses;
  private final NameLedger names;
  private final There there;
  private final Consumer<Translation> steps;
  private final Set<OutputKey> seen = new LinkedHashSet<>();
  private boolean open;

  /** What clusters hold. */
  public interface There {
    /** The entry of ours at a place; null: there is none. */
    @Nullable ServiceEntry at(OutputKey key);
  }

  /**
   * A translator that knows what a former one has left of its decisions, and no objects.
   *
   * @param grace how long a title is kept for a holder that does not claim it any more
   * @param management the management cluster
   * @param there is asked what clusters hold
   * @param steps is told each step
   */
  public LedgerTranslator(
      Duration grace,
      String management,
      LedgerRecord former,
      There there,
      Consumer<Translation> steps) {
    this.titles = new TitleLedger(grace, management, former.titles());
    this.addresses = new AddressLedger(former.addresses());
    this.names = new NameLedger(former.names());
    this.there = there;
    this.open = former.open();
    this.steps = steps;
    step(List.of(), former.precedents());
  }

  /** The state after the last step. */
  public Translation current() {
    return translator.current();
  }

  /** Whether losses count: whether it is known who came first. */
  public boolean isOpen() {
    return open;
  }

  /** From now on who has something is who came first. */
  public void open(Instant now) {
    open = true;
    Map<NameKey, Boolean> second = new TreeMap<>();
    current().secondNames().forEach(key -> second.put(key, false));
    settle(names.after(current(), second, now), now);
  }

  /** An entry of ours was seen in a cluster; it counts with the next changes. */
  public void seen(OutputKey entry) {
    seen.add(entry);
  }

  /**
   * Takes in changes of objects.
   *
   * @param trusted whether what this ledger holds is the last that was decided
   */
  public void apply(Collection<Change> changes, boolean trusted, Instant now) {
    Translation step = step(changes, List.of());
    settle(
        decided(
            step,
            open && trusted ? step.lost() : List.of(),
            open && trusted ? step.renamed() : Map.of(),
            now),
        now);
  }

  /** What translation must know after a step. */
  private List<PrecedentChange> decided(
      Translation step, List<Lost> lost, Map<NameKey, Boolean> renamed, Instant now) {
    List<PrecedentChange> decided = titles.after(step, lost, now);
    decided.addAll(addresses.after(step, now));
    decided.addAll(names.after(step, renamed, now));
    for (OutputChange change : step.restated()) {
      if (change.after() != null && change.key().kind() == IstioKind.SERVICE_ENTRY) {
        seen.add(change.key());
      }
    }
    for (OutputKey key : seen) {
      ServiceEntry entry = there.at(key);
      if (entry != null) {
        addresses
            .there(key.cluster(), key.namespace(), entry, wanted(key), now)
            .ifPresent(decided::add);
      }
    }
    seen.clear();
    return decided;
  }

  private @Nullable ServiceEntry wanted(OutputKey key) {
    return current()
        .output(key)
        .map(output -> output.spec() instanceof ServiceEntry entry ? entry : null)
        .orElse(null);
  }

  /**
   * Forgets what has ended.
   *
   * @param unheard clusters of which it is not known what they hold now
   * @return when to ask again; empty: when something happens
   */
  public Optional<Instant> end(Instant now, Supplier<Set<String>> unheard) {
    if (titles.hasEnded(now) || addresses.hasEnded(now) || names.hasEnded(now)) {
      Set<String> clusters = unheard.get();
      List<PrecedentChange> ended = titles.end(now, clusters);
      ended.addAll(addresses.end(now, clusters));
      ended.addAll(names.end(now));
      settle(ended, now);
    }
    return Stream.of(titles.next(now), addresses.next(now), names.next(now))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** Forgets what is kept for holders that are gone: nobody knows what happened since. */
  public void distrust(Instant now) {
    settle(titles.distrust(), now);
  }

  private void settle(List<PrecedentChange> precedents, Instant now) {
    List<PrecedentChange> next = precedents;
    while (!next.isEmpty()) {
      Translation step = step(List.of(), next);
      Map<NameKey, Boolean> second = step.renamed(); // what it gives up is what it only just got
      second.replaceAll((_, _) -> false);
      next = decided(step, List.of(), open ? second : Map.of(), now);
    }
  }

  private Translation step(Collection<Change> changes, List<PrecedentChange> precedents) {
    Translation step = translator.apply(changes, precedents);
    steps.accept(step);
    return step;
  }

  /** What the next one is to know. */
  public LedgerRecord record(Instant now) {
    return new LedgerRecord(open, titles.record(), addresses.record(now), names.record(now));
  }
}
