package dev.isthmus.cli.livelab;

import dev.isthmus.cli.lab.HoldText;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Flows;
import dev.isthmus.cli.traffic.Round;
import dev.isthmus.cli.traffic.TrafficRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A live lab that goes on after its steps: it says what became of each change that users make. */
public final class LiveHold {
  /** Milliseconds of silence that end a command's changes. */
  private static final long QUIET_MILLIS = 30;

  private final LiveWorld world;
  private final @Nullable TrafficRun traffic;
  private final HoldText text;
  private final BlockingQueue<LiveChange> queue = new LinkedBlockingQueue<>();

  /**
   * @param traffic null: there is none
   */
  public LiveHold(LiveWorld world, @Nullable TrafficRun traffic, HoldText text) {
    this.world = world;
    this.traffic = traffic;
    this.text = text;
  }

  /** Goes on until the program is ended. */
  public void run() throws IOException, InterruptedException {
    world
        .state()
        .listen(change -> {
          if (!change.isOurs() && !isOwn(change)) {
            queue.add(change);
          }
        });
    if (traffic != null) {
      traffic.askAll();
    }
    while (true) {
      List<LiveChange> changes = next();
      if (traffic == null) {
        settled(changes);
      } else {
        withTraffic(changes, traffic);
      }
    }
  }

  /** What server and agents keep there is no user's. */
  private static boolean isOwn(LiveChange change) {
    return change.ref().key().namespace().equals(SimClusters.NAMESPACE);
  }

  /** The changes of one command: those that follow each other. */
  private List<LiveChange> next() throws InterruptedException {
    List<LiveChange> changes = new ArrayList<>();
    for (LiveChange change = queue.take();
        change != null;
        change = queue.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
      changes.add(change);
    }
    return changes;
  }

  private void withTraffic(List<LiveChange> changes, TrafficRun running)
      throws IOException, InterruptedException {
    Map<String, Round> before = running.lastRounds();
    try (Flows flows = running.flow()) {
      flows.mark(changes.getFirst().nanos());
      boolean changed = settled(changes);
      try {
        world.deliver(running);
      } catch (IOException refused) {
        text.refused(refused);
        return;
      }
      List<FlowResult> results = flows.finish(changed);
      text.traffic(before, running.askAll(), results);
    }
  }

  /** Waits until the clusters hold what follows; whether that is something new. */
  private boolean settled(List<LiveChange> changes) throws InterruptedException {
    String what =
        changes.stream()
            .map(change -> (change.now() == null ? "deleted " : "") + name(change))
            .distinct()
            .collect(Collectors.joining(", "));
    try {
      world.settle();
      long millis = (System.nanoTime() - changes.getFirst().nanos()) / 1_000_000;
      text.applied(what, world.translation().changes(), millis, world.findings());
      return !world.translation().changes().isEmpty();
    } catch (IOException late) {
      text.late(what, late);
      return false;
    }
  }

  private static String name(LiveChange change) {
    return "%s %s (%s)"
        .formatted(
            change.ref().kind().kind(),
            (change.ref().key().namespace() + "/" + change.ref().key().name())
                .replaceFirst("^/", ""),
            change.cluster());
  }
}
