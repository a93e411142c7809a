package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.read.CustomResourceDefinitions;
import dev.isthmus.cli.Ended;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code isthmus crds} on an API server without any. */
final class CrdsCommandTest {
  private static final ObjectKind DEFINITION =
      new ObjectKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

  @TempDir Path folder;
  private final SimCluster cluster =
      new SimCluster("mgmt", InstantSource.system(), () -> UUID.randomUUID().toString(), List.of());
  private SimServer server;
  private Path kubeconfig;

  @BeforeEach
  void start() throws Exception {
    server = SimServer.start(cluster);
    kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(kubeconfig, Kubeconfig.of(List.of(server), Access.ADMIN));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ended apply() {
    return Ended.of("crds", "--apply", "--context", "mgmt", "--kubeconfig", kubeconfig);
  }

  @Test
  void printsThemAll() throws Exception {
    assertThat(Ended.of("crds", "--apply", "-o", "yaml").err()).contains("take one of them");
    Ended ended = Ended.of("crds", "-o", "yaml");
    assertThat(ended.code()).isZero();
    assertThat(ObjectFile.parse(ended.out()).toString())
        .isEqualTo(CustomResourceDefinitions.all().toString());
  }

  @Test
  void installsThemOnce() {
    int all = CustomResourceDefinitions.all().size();
    Ended first = apply();
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err().lines().filter(line -> line.endsWith(" created"))).hasSize(all);
    assertThat(cluster.list(DEFINITION)).hasSize(all);
    Ended second = apply();
    assertThat(second.err().lines().filter(line -> line.endsWith(" unchanged"))).hasSize(all);
  }

  @Test
  void leavesGroupsAloneThatHaveDefinitionsOfOthers() {
    ObjectNode theirs =
        CustomResourceDefinitions.all().stream()
            .filter(each -> each.at("/spec/names/kind").asText().equals("Workspace"))
            .findFirst()
            .orElseThrow();
    theirs.withObject("/spec/versions/0/schema/openAPIV3Schema").put("description", "theirs");
    ObjectNode before = cluster.load(theirs).deepCopy();
    Ended ended = apply();

    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .contains(
            "context mgmt: definitions of group admin.gloo.solo.io are there already, of another origin: left as they are")
        .contains("CustomResourceDefinition routetables.networking.gloo.solo.io created");
    assertThat(
            cluster.list(DEFINITION).stream()
                .filter(each -> each.at("/spec/group").asText().equals("admin.gloo.solo.io")))
        .containsExactly(before);
  }

  @Test
  void withoutTheRightItSaysSo() {
    cluster.access().deny(Access.ADMIN, "list", "customresourcedefinitions.apiextensions.k8s.io");
    Ended ended = apply();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("error: context mgmt: 403: customresourcedefinitions.apiextensions.k8s.io");
  }
}
