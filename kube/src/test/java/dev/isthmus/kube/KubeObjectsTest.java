package dev.isthmus.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.RequestFault;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contexts, and single objects behind them. */
final class KubeObjectsTest {
  @TempDir Path folder;

  private final SimCluster cluster = new SimCluster("cluster1");
  private SimServer server;
  private Path kubeconfig;
  private KubeObjects objects;

  @BeforeEach
  void start() throws Exception {
    server = SimServer.start(cluster);
    kubeconfig = folder.resolve("config");
    Files.writeString(kubeconfig, Kubeconfig.of(List.of(server), Access.ADMIN));
    objects = KubeObjects.of(KubeContext.of(kubeconfig, "cluster1"), Seen.PATIENCE);
  }

  @AfterEach
  void stop() {
    objects.close();
    server.close();
  }

  private static ObjectNode map(String name) {
    return Server.object("v1", "ConfigMap", "default", name);
  }

  @Test
  void anUnknownContextIsNotTheCurrentOne() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> KubeContext.of(kubeconfig, "cluster2"))
        .withMessage(
            "there is no context cluster2 in kubeconfig " + kubeconfig + "; there are: cluster1");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> KubeContext.of(folder.resolve("none"), null));
  }

  @Test
  void whatIsNoKubeconfigIsSaidToBeNone() throws Exception {
    Files.writeString(kubeconfig, "{{ not YAML");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> KubeContext.of(kubeconfig, null))
        .withMessageContaining("is no kubeconfig");
  }

  @Test
  void whatIsAskedAfterTheEndFailsAsWhatGetsNoAnswer() {
    objects.close();
    assertThatExceptionOfType(KubeException.class)
        .isThrownBy(() -> objects.create(map("a")))
        .matches(failure -> failure.code() == 0);
  }

  @Test
  void objectsAreMadeReadReplacedAndDeleted() throws Exception {
    ObjectNode made = objects.create(map("a"));
    ObjectNode changed = made.deepCopy();
    changed.putObject("data").put("k", "v");
    objects.replace(changed);

    assertThat(objects.find(ObjectKind.CONFIG_MAP, "default", "a").orElseThrow().at("/data/k"))
        .hasToString("\"v\"");
    assertThatExceptionOfType(KubeException.class)
        .isThrownBy(() -> objects.replace(changed))
        .matches(KubeException::isConflict);
    assertThatExceptionOfType(KubeException.class)
        .isThrownBy(() -> objects.create(map("a")))
        .matches(KubeException::isConflict);
    objects.delete(made);
    objects.delete(made);
    assertThat(objects.find(ObjectKind.CONFIG_MAP, "default", "a")).isEmpty();
  }

  @Test
  void applyingLeavesWhatIsRightAndWhatIsNotNamed() throws Exception {
    ObjectNode mine = map("a");
    mine.putObject("data").put("mine", "1");
    ObjectNode made = objects.apply(mine);
    assertThat(objects.apply(mine)).isEqualTo(made);
    ObjectNode theirs = made.deepCopy();
    theirs.withObject("/data").put("theirs", "2").put("mine", "changed");
    objects.replace(theirs);

    assertThat(objects.apply(mine).at("/data")).hasToString("{\"mine\":\"1\",\"theirs\":\"2\"}");
  }

  @Test
  void aListHasEveryPageAndEachObjectItsKind() throws Exception {
    for (int i = 0; i < 501; i++) {
      cluster.load(map("m" + i));
    }
    assertThat(objects.list(ObjectKind.CONFIG_MAP))
        .hasSize(501)
        .allMatch(object -> KubeObjects.kind(object).equals(ObjectKind.CONFIG_MAP));
  }

  @Test
  void whatFailsSaysWhereAndWhy() throws Exception {
    ObjectKind unknown = new ObjectKind("no.such", "v1", "Thing");
    assertThatExceptionOfType(KubeException.class)
        .isThrownBy(() -> objects.find(unknown, "default", "a"))
        .withMessage("context cluster1: there is no kind Thing.no.such/v1")
        .matches(KubeException::isNotFound);
    cluster.access().deny(Access.ADMIN, "list", "configmaps");
    assertThatExceptionOfType(KubeException.class)
        .isThrownBy(() -> objects.list(ObjectKind.CONFIG_MAP))
        .withMessageStartingWith("context cluster1: 403: ")
        .matches(KubeException::isForbidden);
    cluster
        .faults()
        .fail(call -> call.verb().equals("get"), new RequestFault.Drop(), Integer.MAX_VALUE);
    assertThatExceptionOfType(KubeException.class)
        .isThrownBy(objects::clusterUid)
        .withMessageStartingWith("context cluster1 does not answer (https://localhost:")
        .matches(e -> e.code() == 0);
  }
}
