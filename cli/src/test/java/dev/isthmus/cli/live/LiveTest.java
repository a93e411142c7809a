package dev.isthmus.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workshop through the whole product: API servers, agents, relay, server. */
final class LiveTest {
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
  void theLabsObjectsAppearInTheirClusters() throws Exception {
    world.startAgents();
    for (LabDefinition lab : workshop.until("lab-11")) {
      for (LabDefinition.Step step : lab.steps()) {
        objects.perform(step, workshop.folder(lab));
        world.await(lab.lab() + " " + step.name(), objects::difference);
        expect(lab, step);
      }
    }
    assertThat(objects.touched()).isEmpty();
    assertThat(objects.ours("cluster1")).isNotEmpty();
    assertThat(objects.ours("cluster2")).isNotEmpty();
  }

  private void expect(LabDefinition lab, LabDefinition.Step step) throws Exception {
    for (LabDefinition.Expectation expectation : step.expect()) {
      if (expectation.objects() != null && expectation.cluster() != null) {
        List<ObjectNode> ours =
            objects.ours(expectation.cluster()).stream().map(LiveObjects::plain).toList();
        assertThat(workshop.expected(lab, expectation).compare(ours))
            .as(lab.lab() + " " + step.name())
            .allMatch(comparison -> comparison.holds());
      }
    }
  }

  @Test
  void aRestartOfServerAndAgentsWritesNothing() throws Exception {
    world.startAgents();
    applyAll();
    SortedMap<String, String> before = objects.versions();

    world.restartServer();
    allConnected();
    world.stopAgent("cluster1");
    world.stopAgent("cluster2");
    world.startAgents();
    allConnected();

    // What comes after it went through the same queues.
    LabDefinition last = workshop.until("lab-11").getLast();
    LabDefinition.Step step = last.steps().get(last.indexOf("route"));
    objects.perform(step, workshop.folder(last));
    world.await("a change after the restart", objects::difference);
    SortedMap<String, String> after = objects.versions();
    Set<String> fresh = Set.copyOf(after.keySet());
    assertThat(objects.touched()).isEmpty();
    assertThat(before.entrySet())
        .filteredOn(entry -> fresh.contains(entry.getKey()) && !isOfTheRoute(entry.getKey()))
        .isNotEmpty()
        .allMatch(entry -> entry.getValue().equals(after.get(entry.getKey())));
  }

  private Optional<String> noneHasObeyed() {
    boolean told = world.lines().stream().anyMatch(line -> line.contains("has obeyed 1."));
    return told ? Optional.empty() : Optional.of("no line says it");
  }

  @Test
  void aServerWhoseRecordAndLeaseAreLostTakesNothingAwayUntilItIsApproved() throws Exception {
    world.startAgents();
    applyAll();
    SortedMap<String, String> before = objects.versions();

    world.restartServerWithout(record.resolve("another"));
    allConnected();
    assertThat(objects.versions()).isEqualTo(before);
    world.await("word of the authority that was obeyed", this::noneHasObeyed);

    LabDefinition last = workshop.until("lab-11").getLast();
    objects.perform(last.steps().get(last.indexOf("route")), workshop.folder(last));
    world.approveUntil("--all", "a change after the approval", objects::difference);
  }

  /** Only what serves reviews has changed with the RouteTable. */
  private static boolean isOfTheRoute(String key) {
    return key.contains("reviews");
  }

  private void applyAll() throws Exception {
    objects.perform(workshop);
    world.await("all labs", objects::difference);
  }

  private void allConnected() {
    world.await(
        "all agents are connected",
        () ->
            world.server().health().agents().size() == 3
                    && world.server().health().problem().isEmpty()
                    && world.agent("cluster1").health().problem().isEmpty()
                    && world.agent("cluster2").health().problem().isEmpty()
                ? Optional.empty()
                : Optional.of(world.server().health().toString()));
  }
}
