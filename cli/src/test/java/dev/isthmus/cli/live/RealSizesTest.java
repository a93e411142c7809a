package dev.isthmus.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.lab.Workshop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects and messages of real sizes through API servers, agents, relay and server: what etcd does
 * not take is told, and everything else goes on.
 */
final class RealSizesTest {
  /** What etcd stores of an object. */
  private static final int STORED = 3 * 1024 * 1024 / 2;

  /** What gRPC takes as a message where nobody says otherwise. */
  private static final int MESSAGE = 4 * 1024 * 1024;

  private static final String REFUSED = "etcdserver: request is too large";

  private static final int ACCOUNTS = 5_500;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: crowd, namespace: bookinfo-backends, labels: {app: LABEL}}
      spec: {selector: {app: crowd}, ports: [{name: http, port: 9080, targetPort: 9080}]}
      """;

  private static final String LABELS =
      IntStream.range(0, 6)
          .mapToObj(i -> ", example.com/label-%d: %s".formatted(i, "v".repeat(60)))
          .collect(Collectors.joining());

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: crowd, namespace: bookinfo-backends, labels: {app: crowd%s}}
      spec: {containers: [{name: all, ports: [{name: http, containerPort: 9080}]}]}
      status: {phase: Running}
      """
          .formatted(LABELS);

  @TempDir private Path folder;
  private final Workshop workshop = LiveObjects.workshop();
  private LiveWorld world;
  private LiveObjects objects;

  @BeforeEach
  void start() throws Exception {
    world = new LiveWorld(folder.resolve("record"));
    objects = new LiveObjects(world);
    objects.load(workshop.clusters());
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static ObjectNode service(String label) throws Exception {
    return (ObjectNode) ObjectFile.parse(SERVICE.replace("LABEL", label)).getFirst();
  }

  /** Each pod has an account of its own, and callers are told of all identities of a host. */
  private static List<ObjectNode> pods() throws Exception {
    ObjectNode pod = (ObjectNode) ObjectFile.parse(POD).getFirst();
    List<ObjectNode> pods = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      ObjectNode one = pod.deepCopy();
      one.withObject("/metadata").put("name", "crowd-" + i);
      one.withObject("/spec").put("serviceAccountName", "x".repeat(240) + i);
      pods.add(one);
    }
    return pods;
  }

  private static int size(Iterable<? extends JsonNode> objects) {
    int size = 0;
    for (JsonNode object : objects) {
      size += object.toString().length();
    }
    return size;
  }

  private static SortedMap<String, ObjectNode> withoutCrowd(SortedMap<String, ObjectNode> objects) {
    SortedMap<String, ObjectNode> others = new TreeMap<>(objects);
    others.keySet().removeIf(name -> name.contains("crowd"));
    return others;
  }

  private JsonNode state() {
    return world
        .cluster("cluster1")
        .find(ObjectKind.WORKSPACE_SETTINGS, "bookinfo-frontends", "bookinfo")
        .orElseThrow()
        .at("/status/common/State");
  }

  private void await(String what, BooleanSupplier is) {
    world.await(what, () -> is.getAsBoolean() ? Optional.empty() : Optional.of(state().toString()));
  }

  private String pending() {
    return world.run("pending --context mgmt").out();
  }

  @Test
  void aGeneratedObjectThatEtcdDoesNotTakeIsToldAndNothingElseWaits() throws Exception {
    objects.perform(workshop);
    List<ObjectNode> pods = pods();
    objects.applyAll("cluster2", pods);
    objects.apply("cluster2", service("reviews"));
    world.startAgents();

    for (String cluster : List.of("cluster1", "cluster2")) {
      SortedMap<String, ObjectNode> wanted = withoutCrowd(objects.wanted(cluster));
      await(
          "all else is there in " + cluster,
          () -> withoutCrowd(objects.there(cluster)).equals(wanted));
    }
    assertThat(objects.wanted("cluster2").entrySet())
        .filteredOn(wanted -> size(List.of(wanted.getValue())) > STORED)
        .as("what etcd does not take")
        .hasSize(1)
        .allMatch(wanted -> wanted.getKey().startsWith("DestinationRule bookinfo-backends/crowd-"));
    assertThat(size(pods)).as("the snapshot of pods").isGreaterThan(MESSAGE);
    await("it is told", () -> state().path("approval").asText().equals("FAILED"));
    assertThat(state().path("message").asText()).contains("crowd-", REFUSED);
    await("it is pending", () -> pending().contains(REFUSED));

    objects.apply("cluster2", service("of-others"));
    world.await("without it all is as it was", objects::difference);
    await("nothing is told", () -> !state().path("message").asText().contains(REFUSED));
  }
}
