package dev.isthmus.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/** A virtual clock: what is to happen when, in an order that the seed alone decides. */
final class Scheduler {
  private static final int TRACE = 60;

  private record Task(Instant at, long number, String what, Runnable run) {}

  final Random random;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
  private final Deque<String> trace = new ArrayDeque<>();
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

  void at(Instant time, String what, Runnable run) {
    tasks.add(new Task(time.isBefore(now) ? now : time, number++, what, run));
  }

  /** Runs all that comes until then. */
  void runUntil(Instant end) {
    while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
      Task task = tasks.remove();
      now = task.at();
      note(task.what());
      task.run().run();
    }
    now = end;
  }

  void note(String what) {
    trace.add(now + " " + what.substring(0, Math.min(200, what.length())));
    if (trace.size() > TRACE) {
      trace.removeFirst();
    }
  }

  String trace() {
    return String.join("\n", trace);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  Duration delay(int millis) {
    return Duration.ofMillis(1 + random.nextInt(millis));
  }
}
