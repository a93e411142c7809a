package dev.isthmus.server.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.server.Memory;
import dev.isthmus.server.Remembered;
import dev.isthmus.testing.Edit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The simulation with all its checks, where clusters, reports and objects have real sizes; what
 * happens is always the same.
 */
final class RealSizesSimulationTest {
  /** What gRPC takes as a message where nobody says otherwise. */
  private static final int MESSAGE = 4 * 1024 * 1024;

  /** Characters of an object that is almost too large. */
  private static final int NEARLY = 1_400_000;

  private static final Edit LARGE_TABLE = RealSizes.routes(3_900);

  /** It is no larger than API servers take, but what is made of it is. */
  private static final Edit TABLE_OF_TOO_MUCH = RealSizes.routes(4_100);

  private final List<Happening> happenings = new ArrayList<>();

  @Test
  void whatIsTooLargeIsToldAndNothingElseIsLost() {
    manyPods();
    tooLarge();
    edit(RealSizes.crowd(false));
    edit(LARGE_TABLE);
    Coverage coverage = new Coverage();
    Simulation simulation =
        new Simulation(RealSizes.scenario(), "mgmt", happenings, coverage, SizeLimit.REAL);
    RealSizes.fill(simulation);
    simulation.run();
    assertThat(coverage).asString().contains("TOO_LARGE").contains("Replace=");
    assertThat(refused(simulation)).isEmpty();
    assertThat(large(simulation).keySet())
        .as("what is nearly too large at the end")
        .containsExactly(
            "RouteTable cluster1", "VirtualService cluster1", "VirtualService cluster2");
    assertThat(large(simulation).values()).allMatch(size -> size <= SizeLimit.REAL.characters());
  }

  private void manyPods() {
    settled(
        "the first reports",
        simulation -> {
          assertThat(reported(simulation, "cluster1")).hasSize(RealSizes.FEW + 1);
          assertThat(reported(simulation, "cluster2")).hasSize(RealSizes.ACCOUNTS + 1);
        });
    List<Remembered> before = new ArrayList<>();
    happenings.add(
        new Happening.Done(
            "the watch of pods is lost, and pods are replaced before they are listed and after",
            simulation -> {
              int writes = simulation.writes;
              before.addAll(reported(simulation, "cluster1"));
              agent(simulation, "cluster1").loseWatch(ObjectKind.POD, true);
              RealSizes.replace(simulation, 0, 1_000);
              simulation.runFor(Duration.ofMinutes(1));
              RealSizes.replace(simulation, 1_000, 2_000);
              simulation.runFor(Duration.ofMinutes(1));
              assertThat(reported(simulation, "cluster1")).isEqualTo(before);
              assertThat(simulation.writes).as("a rolling update is silence").isEqualTo(writes);
            }));
  }

  private void tooLarge() {
    edit(RealSizes.crowd(true));
    settled("a rule is refused", simulation -> mustBeRefused(simulation, "DestinationRule"));
    edit(LARGE_TABLE);
    settled(
        "a table is taken",
        simulation -> {
          mustBeRefused(simulation, "DestinationRule");
          assertThat(large(simulation)).hasSize(3);
        });
    happenings.add(new Happening.Broken(Fault.SERVER_RESTART, 1));
    edit(TABLE_OF_TOO_MUCH);
    settled("both are refused", RealSizesSimulationTest::mustBothBeRefused);
    happenings.add(new Happening.Broken(Fault.SERVER_WITHOUT_RECORD, 1));
    settled(
        "each kind is told in one snapshot",
        simulation -> {
          assertThat(reported(simulation, "cluster2"))
              .extracting(pods -> pods.json().length())
              .satisfies(sizes ->
                  assertThat(sizes.stream().mapToInt(size -> size).sum()).isGreaterThan(MESSAGE));
          mustBothBeRefused(simulation);
        });
    happenings.add(
        new Happening.Done(
            "the agent of cluster2 begins anew",
            simulation -> {
              agent(simulation, "cluster2").die();
              simulation.start(simulation.cluster("cluster2"));
            }));
    settled("both are refused again", RealSizesSimulationTest::mustBothBeRefused);
  }

  private static void mustBothBeRefused(Simulation simulation) {
    mustBeRefused(simulation, "DestinationRule", "VirtualService");
    assertThat(large(simulation)).as("what was there stays").hasSize(3);
  }

  /** These kinds' large objects are refused and that is told; all others are as they should be. */
  private static void mustBeRefused(Simulation simulation, String... kinds) {
    assertThat(refused(simulation)).isNotEmpty();
    for (String kind : kinds) {
      assertThat(refused(simulation)).anyMatch(thing -> thing.contains("\"" + kind));
    }
    boolean table = List.of(kinds).contains("VirtualService");
    assertThat(state(simulation, ObjectKind.WORKSPACE_SETTINGS, "shop")).contains("FAILED");
    assertThat(state(simulation, ObjectKind.ROUTE_TABLE, "web"))
        .contains(table ? SizeLimit.REAL.answer() : "ACCEPTED");
    assertThat(simulation.leader().core.waiting().keySet())
        .allMatch(key -> key.name().contains("crowd") || (table && key.name().contains("web")));
  }

  private void edit(Edit edit) {
    happenings.add(new Happening.Edited(edit));
  }

  private void settled(String what, Consumer<Simulation> check) {
    happenings.add(
        new Happening.Done(
            what,
            simulation -> {
              simulation.runFor(Duration.ofMinutes(1));
              check.accept(simulation);
            }));
  }

  private static SimAgent agent(Simulation simulation, String cluster) {
    Stream<SimAgent> agents = simulation.agents.stream().filter(agent -> agent.alive);
    return agents.filter(agent -> agent.cluster.name.equals(cluster)).findFirst().orElseThrow();
  }

  /** The pods of a cluster as its agent has told them. */
  private static List<Remembered> reported(Simulation simulation, String cluster) {
    Memory memory = simulation.leader().core.memory();
    Memory.Cluster known = requireNonNull(memory.clusters().get(cluster));
    return requireNonNull(known.kinds().get(ObjectKind.POD)).objects();
  }

  /** What is pending because it was refused. */
  private static List<String> refused(Simulation simulation) {
    Stream<String> pending = simulation.leader().pending.values().stream();
    return pending.filter(thing -> thing.contains(SizeLimit.REAL.answer())).toList();
  }

  private static String state(Simulation simulation, ObjectKind kind, String name) {
    ObjectRef ref = new ObjectRef(kind, new ObjectKey("cluster1", "shop", name));
    JsonNode json = requireNonNull(simulation.cluster("cluster1").get(ref)).json();
    return json.at("/status/common/State").toString();
  }

  /** The sizes of what is nearly too large. */
  private static SortedMap<String, Integer> large(Simulation simulation) {
    SortedMap<String, Integer> large = new TreeMap<>();
    for (SimCluster cluster : simulation.clusters.values()) {
      for (StoredObject object : cluster.objects().values()) {
        if (!object.ref().kind().equals(ObjectKind.POD)) {
          int size = object.json().toString().length();
          if (size > NEARLY) {
            large.put(object.ref().kind().kind() + " " + cluster.name, size);
          }
        }
      }
    }
    return large;
  }
}
