package dev.isthmus.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that says what it would write, and writes once it is approved. */
final class LiveObserveTest {
  @TempDir private Path record;
  private final Workshop workshop = LiveObjects.workshop();
  private LiveWorld world;
  private LiveObjects objects;

  @BeforeEach
  void start() throws Exception {
    world = new LiveWorld(record);
    objects = new LiveObjects(world);
    objects.load(workshop.clusters());
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void itSaysWhatItWouldWriteAndWritesAfterApproval() throws Exception {
    objects.perform(workshop);
    long before = world.cluster("cluster2").revision();

    world.startAgent("cluster1", false);
    world.startAgent("cluster2", true);

    List<String> expected =
        objects.wanted("cluster2").keySet().stream()
            .map(id -> "agent cluster2: would create " + id)
            .toList();
    assertThat(expected).isNotEmpty();
    world.await(
        "what it would write",
        () ->
            world.lines().containsAll(expected)
                ? Optional.empty()
                : Optional.of("wanted " + expected));
    // Again where another form is wanted meanwhile, as clusters are heard kind by kind.
    assertThat(would()).allMatch(line -> line.startsWith("agent cluster2: would create "));
    assertThat(world.agent("cluster2").health().observing()).isTrue();
    assertThat(world.cluster("cluster2").revision()).isEqualTo(before);

    world.approveUntil("--cluster cluster2", "all labs", objects::difference);

    // The approval is kept: another start observes no more.
    world.stopAgent("cluster2");
    world.startAgent("cluster2", true);
    LabDefinition last = workshop.until("lab-11").getLast();
    objects.perform(last.steps().get(last.indexOf("route")), workshop.folder(last));
    world.await("a change after the restart", objects::difference);
  }

  private List<String> would() {
    return world.lines().stream().filter(line -> line.contains(": would ")).toList();
  }
}
