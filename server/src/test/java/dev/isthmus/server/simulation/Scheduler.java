package dev.isthmus.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A virtual clock: what is to happen when, in an order that the seed alone decides. */
final class Scheduler {
  private static final int TRACE = 60;

  private static final int LONGEST_LINE = 200;

  private record Task(Instant at, long number, List<?> what, Runnable run) {}

  /** A line of the trace; most are never read, so they stay what they were made of. */
  private record Line(Instant at, List<?> what) {
    @Override
    public String toString() {
      String text = at + " " + what.stream().map(String::valueOf).collect(Collectors.joining(" "));
      return text.substring(0, Math.min(LONGEST_LINE, text.length()));
    }
  }

  final Random random;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
  private final Deque<Line> trace = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long number;

  Scheduler(long seed) {
    random = new Random(seed);
  }

  Instant now() {
    return now;
  }

  Instant in(Duration delay) {
    return now.plus(delay);
  }

  /**
   * Something that is to happen.
   *
   * @param what it is, as words; they are immutable
   */
  void at(Instant time, List<?> what, Runnable run) {
    tasks.add(new Task(time.isBefore(now) ? now : time, number++, what, run));
  }

  /** Runs all that comes until then, or until enough has happened. */
  void runUntil(Instant end, BooleanSupplier enough) {
    while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
      if (enough.getAsBoolean()) {
        return;
      }
      Task task = tasks.remove();
      now = task.at();
      note(task.what());
      task.run().run();
    }
    now = end;
  }

  void note(List<?> what) {
    trace.add(new Line(now, what));
    if (trace.size() > TRACE) {
      trace.removeFirst();
    }
  }

  String trace() {
    return trace.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  Duration delay(int millis) {
    return Duration.ofMillis(1 + random.nextInt(millis));
  }
}
