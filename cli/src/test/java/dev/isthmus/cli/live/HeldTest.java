package dev.isthmus.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is gone behind an agent's back is held, shown, and let go by a user. */
final class HeldTest {
  /** More than 10 objects of ours in cluster1, and more than a fifth of them. */
  private static final int SERVICES = 12;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: NAME, namespace: bookinfo-backends, labels: {app: reviews}}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 9080, targetPort: 9080}]}
      """;

  @TempDir private Path folder;
  private LiveWorld world;
  private LiveObjects objects;

  @BeforeEach
  void start() throws Exception {
    world = new LiveWorld(folder.resolve("record"));
    objects = new LiveObjects(world);
    Workshop workshop = LiveObjects.workshop();
    objects.load(workshop.clusters());
    world.startAgents();
    for (LabDefinition lab : workshop.until("lab-11")) {
      objects.perform(workshop, lab, until(lab));
    }
    for (int i = 0; i < SERVICES; i++) {
      objects.apply(
          "cluster2",
          (ObjectNode) ObjectFile.parse(SERVICE.replace("NAME", "reviews-" + i)).getFirst());
    }
    world.await("the services are federated", objects::difference);
  }

  private static int until(LabDefinition lab) {
    return lab.lab().equals("lab-11") ? lab.indexOf("federate") + 1 : lab.steps().size();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void deleteServicesWhileTheAgentIsAway() throws Exception {
    world.stopAgent("cluster2");
    for (int i = 0; i < SERVICES; i++) {
      world.cluster("cluster2").remove(ObjectKind.SERVICE, "bookinfo-backends", "reviews-" + i);
    }
    world.startAgent("cluster2", false);
  }

  private JsonNode condition() {
    return world
        .cluster("mgmt")
        .find(ObjectKind.WORKSPACE, "gloo-mesh", "bookinfo")
        .orElseThrow()
        .at("/status/conditions/0");
  }

  private String pending() {
    return world.run("pending --context mgmt").out();
  }

  private void await(String what, BooleanSupplier is) {
    world.await(
        what, () -> is.getAsBoolean() ? Optional.empty() : Optional.of(condition() + pending()));
  }

  @Test
  void whatIsGoneWithoutACauseIsHeldUntilAUserLetsItGo() throws Exception {
    int before = objects.ours("cluster1").size();
    await(
        "nothing waits", () -> world.run("pending --context mgmt").err().equals("nothing waits\n"));
    deleteServicesWhileTheAgentIsAway();

    await("the Workspace says it", () -> condition().path("status").asText().equals("True"));
    assertThat(condition().path("type").asText()).isEqualTo("Held");
    assertThat(condition().path("message").asText())
        .contains("objects of cluster cluster1 would lose something")
        .contains("isthmus pending says more, and what lets it go.");
    await("it is pending", () -> pending().contains("held in cluster1"));
    assertThat(pending())
        .containsPattern("cluster1-[0-9a-f]{8}  held in cluster1, for [0-9]+ [sm]")
        .contains("DestinationRule bookinfo-backends/reviews-0-")
        .containsPattern("  isthmus approve cluster1-[0-9a-f]{8}\n");
    assertThat(objects.ours("cluster1")).as("all is there as it was").hasSize(before);

    world.approveUntil(
        "--all",
        "it is gone",
        () ->
            objects.ours("cluster1").size() < before && pending().isEmpty()
                ? Optional.empty()
                : Optional.of(condition() + pending()));
    await("nothing is held", () -> condition().path("reason").asText().equals("NothingHeld"));
  }

  @Test
  void theListOfClustersTellsOfAgents() throws Exception {
    awaitListed("it is there", "cluster2 +<none> +connected +[0-9]+s +writes +until 20");
    world.stopAgent("cluster2");
    awaitListed("it is away", "cluster2 +<none> +not connected +[0-9]+s +<none> +until 20");
  }

  /** The agent's condition is a status, so it is told a moment after what it tells of. */
  private void awaitListed(String what, String line) {
    await(
        what,
        () -> Pattern.compile(line).matcher(world.run("cluster list --context mgmt").out()).find());
  }
}
