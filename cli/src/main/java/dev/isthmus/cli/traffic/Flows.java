package dev.isthmus.cli.traffic;

import dev.isthmus.lab.LabRequest;
import dev.isthmus.traffic.request.Flow;
import dev.isthmus.traffic.request.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The requests that flow while something changes. */
public final class Flows implements AutoCloseable {
  /** How long they go on after every Envoy holds the change, at least. */
  private static final long AFTERWARDS_MILLIS = 150;

  /** How long the first answer by somebody new is waited for. */
  private static final long NEW_MILLIS = 2_000;

  private static final long LOOK_MILLIS = 2;

  private record One(LabRequest request, Flow flow, Set<String> former) {}

  private final List<One> flows = new ArrayList<>();
  private long changedNanos = System.nanoTime();

  void add(LabRequest request, Flow flow, Set<String> former) {
    flows.add(new One(request, flow, former));
  }

  /** The change is made now; what takes time is counted from here. */
  public void mark() {
    mark(System.nanoTime());
  }

  /** The change was made then ({@link System#nanoTime}). */
  public void mark(long nanos) {
    changedNanos = nanos;
  }

  /**
   * Sends on for a moment, or, where others are to answer, until they do; then stops.
   *
   * @param othersAnswer whether somebody new is to answer
   */
  public List<FlowResult> finish(boolean othersAnswer) throws InterruptedException {
    Thread.sleep(AFTERWARDS_MILLIS);
    long end = System.nanoTime() + NEW_MILLIS * 1_000_000;
    while (othersAnswer && System.nanoTime() < end && !flows.stream().anyMatch(Flows::hasNew)) {
      Thread.sleep(LOOK_MILLIS);
    }
    List<FlowResult> results = new ArrayList<>();
    for (One one : flows) {
      List<Visit> visits = one.flow().stop();
      results.add(FlowResult.of(one.request(), visits, one.former(), changedNanos));
    }
    return results;
  }

  private static boolean hasNew(One one) {
    return one.flow().visits().stream()
        .anyMatch(visit -> visit.status() == 200 && FlowResult.isNew(visit, one.former()));
  }

  @Override
  public void close() {
    flows.forEach(one -> one.flow().close());
  }
}
