package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.Ended;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.store.KubePending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code isthmus pending}, {@code approve} and {@code wait} on API servers. */
final class PendingCommandsTest {
  private static final String HELD =
      """
      {"kind":"held","cluster":"cluster1","since":"2020-01-01T00:00:00Z","why":"It is held.",
       "count":12,"command":"isthmus approve cluster1-00000001","objects":["ServiceEntry shop/a"]}\
      """;
  private static final String WAITING =
      """
      {"kind":"waiting","cluster":"cluster2","since":"2020-01-01T00:00:00Z","why":"It waits.",
       "count":1,"command":"isthmus cluster list","objects":["ServiceEntry shop/b"]}\
      """;

  private static final long LOOK_NANOS = 5_000_000;

  @TempDir Path folder;
  private SimWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new SimWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Ended run(String line) {
    return world.run(line.split(" "));
  }

  private ObjectNode load(String cluster, String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("object.yaml"), yaml);
    ObjectNode last = null;
    for (JsonNode object : ObjectFile.read(file)) {
      last = world.cluster(cluster).load((ObjectNode) object);
    }
    assertThat(last).isNotNull();
    return last;
  }

  private void pending() throws Exception {
    ObjectNode map =
        load("mgmt", "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: isthmus}}");
    map = map.deepCopy();
    map.remove("metadata");
    map.putObject("metadata").put("name", "isthmus-pending").put("namespace", "isthmus");
    map.putObject("data").put("cluster1-00000001", HELD).put("cluster2-00000002", WAITING);
    world.cluster("mgmt").load(map);
  }

  private JsonNode approvals() {
    return world
        .cluster("mgmt")
        .find(ObjectKind.CONFIG_MAP, "isthmus", "isthmus-approvals")
        .orElseThrow()
        .path("data");
  }

  @Test
  void pendingShowsWhatWaitsWhyAndWhatLetsItGo() throws Exception {
    pending();
    Ended ended = run("pending --context mgmt");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsPattern("cluster1-00000001  held in cluster1, for [0-9]+ h")
        .contains(
            "  It is held.\n    ServiceEntry shop/a\n    and 11 more\n  isthmus approve cluster1-00000001")
        .contains("cluster2-00000002  waiting in cluster2");
    assertThat(run("pending --context mgmt -o json").out()).contains("\"cluster1-00000001\" : {");
  }

  @Test
  void withoutAServerPendingSaysSo() {
    Ended ended = run("pending --context cluster1");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("no server has said what waits");
  }

  @Test
  void approveTakesIdsThatAreHeldAndNoOthers() throws Exception {
    pending();
    Ended wrong = run("approve cluster1-ffffffff cluster2-00000002 --context mgmt");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err())
        .contains("cluster1-ffffffff: nothing of this id waits now")
        .contains("cluster2-00000002: this waits for a cluster, not for a user");

    Ended right = run("approve cluster1-00000001 --context mgmt");
    assertThat(right.code()).isZero();
    assertThat(right.out()).isEqualTo("approved cluster1-00000001: It is held.\n");
    assertThat(approvals().size()).isEqualTo(1);
    assertThat(approvals().path("cluster1-00000001").asText()).contains(", 20");
  }

  @Test
  void approveAllAndOfAClusterTakeWhatIsHeld() throws Exception {
    pending();
    assertThat(run("approve --cluster cluster2 --context mgmt").err())
        .isEqualTo("nothing is held\n");
    assertThat(run("approve --all --context mgmt").out()).contains("cluster1-00000001");
    assertThat(run("approve --context mgmt").code()).isEqualTo(2);
  }

  @Test
  @Timeout(300)
  void theServerSaysWhatWaitsAndTakesSpentApprovalsAway() throws Exception {
    pending();
    run("approve --all --context mgmt");
    try (KubeObjects mgmt = world.objects("mgmt");
        KubePending port = new KubePending(mgmt, "isthmus", line -> {})) {
      port.publish(new TreeMap<>(Map.of("cluster1-00000003", HELD)), Set.of("cluster1-00000001"));
      while (!approvals().isEmpty()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    assertThat(run("pending --context mgmt -o json").out())
        .contains("cluster1-00000003")
        .doesNotContain("cluster1-00000001\" :");
  }

  private static String table(String approval, int applied) {
    return """
    apiVersion: networking.gloo.solo.io/v2
    kind: RouteTable
    metadata: {name: reviews, namespace: bookinfo-backends, generation: 1}
    spec: {}
    status:
      common:
        State: {observedGeneration: 1, approval: %s, message: what is wrong}
      isthmus:
        translatedGeneration: 1
        clusters:
          cluster1: {objects: 2, applied: %d}
    """
        .formatted(approval, applied);
  }

  @Test
  void waitSaysHowFarItIsWhenTheTimeIsOver() throws Exception {
    load("cluster1", table("ACCEPTED", 1));
    String line = "wait routetables/reviews -n bookinfo-backends --context cluster1";
    Ended accepted = run(line + " --for=accepted --timeout 5m");
    assertThat(accepted.out()).isEqualTo("RouteTable bookinfo-backends/reviews is accepted\n");
    Ended applied = late(line + " --for=applied");
    assertThat(applied.code()).isEqualTo(1);
    assertThat(applied.err())
        .containsPattern("RouteTable bookinfo-backends/reviews is not applied after [0-9]+s")
        .contains("cluster1: 1 of 2 objects applied");
    assertThat(late("wait routetable/none --context cluster1").err()).contains("it is not there");
    assertThat(run("wait nothing/none --context cluster1").code()).isEqualTo(2);
  }

  /** Waits in vain, for as long as it takes to see anything. */
  private Ended late(String line) {
    for (int seconds = 1; ; seconds *= 2) {
      Ended ended = run(line + " --timeout " + seconds + "s");
      if (seconds > 100 || !ended.err().contains("it was not seen yet")) {
        return ended;
      }
    }
  }

  @Test
  void waitEndsWhenItIsSo() throws Exception {
    load("cluster1", table("INVALID", 0));
    CompletableFuture<Ended> ended =
        CompletableFuture.supplyAsync(() ->
            run("wait routetable/reviews -n bookinfo-backends --context cluster1 --timeout 5m"));
    load("cluster1", table("ACCEPTED", 2));
    assertThat(ended.get(5, TimeUnit.MINUTES).code()).isZero();
  }
}
