package dev.isthmus.server.ledger;

import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.precedent.Lost;
import dev.isthmus.translate.precedent.PrecedentChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A translator with a ledger: a step that takes a title from a workspace is followed by one with
 * the precedent for it. Without a clock and I/O; one thread uses it.
 */
public final class LedgerTranslator {
  private final Translator translator = Translator.create();
  private final TitleLedger titles;
  private final Consumer<Translation> steps;
  private boolean open;

  /**
   * A translator that knows what a former one has left of its decisions, and no objects.
   *
   * @param grace how long a title is kept for a holder that does not claim it any more
   * @param management the management cluster
   * @param steps is told each step
   */
  public LedgerTranslator(
      Duration grace, String management, LedgerRecord former, Consumer<Translation> steps) {
    this.titles = new TitleLedger(grace, management, former.titles());
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

  /** From now on who holds something is who came first. */
  public void open() {
    open = true;
  }

  /**
   * Takes in changes of objects.
   *
   * @param trusted whether what this ledger holds is the last that was decided
   */
  public void apply(Collection<Change> changes, boolean trusted, Instant now) {
    Translation step = step(changes, List.of());
    List<Lost> lost = open && trusted ? step.lost() : List.of();
    settle(titles.after(step, lost, now), now);
  }

  /**
   * Forgets what has ended.
   *
   * @param unheard clusters of which it is not known what they hold now
   * @return when to ask again; empty: when something happens
   */
  public Optional<Instant> end(Instant now, Supplier<Set<String>> unheard) {
    if (titles.hasEnded(now)) {
      settle(titles.end(now, unheard.get()), now);
    }
    return titles.next(now);
  }

  /** Forgets what is kept for holders that are gone: nobody knows what happened since. */
  public void distrust(Instant now) {
    settle(titles.distrust(), now);
  }

  private void settle(List<PrecedentChange> precedents, Instant now) {
    List<PrecedentChange> next = precedents;
    while (!next.isEmpty()) {
      next = titles.after(step(List.of(), next), List.of(), now);
    }
  }

  private Translation step(Collection<Change> changes, List<PrecedentChange> precedents) {
    Translation step = translator.apply(changes, precedents);
    steps.accept(step);
    return step;
  }

  /** What the next one is to know. */
  public LedgerRecord record() {
    return new LedgerRecord(open, titles.record());
  }
}
