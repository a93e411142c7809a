package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.Ended;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.RequestFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of API servers that hold lab 11. */
final class SnapshotCommandTest {
  @TempDir static Path lab;
  @TempDir Path folder;
  private SimWorld world;
  private Path env;

  @BeforeAll
  static void prepare() {
    Ended.lab11("federate", lab);
  }

  @BeforeEach
  void start() throws Exception {
    world = new SimWorld(folder, lab.resolve("env"));
    env = folder.resolve("env");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Ended snapshot(String... contexts) {
    Stream<String> options = Stream.of(contexts).flatMap(c -> Stream.of("--context", c));
    return world.run(
        Stream.concat(Stream.of("snapshot", "-o", env.toString()), options).toArray(String[]::new));
  }

  private void load(String cluster, String yaml) throws IOException {
    world.cluster(cluster).load((ObjectNode) ObjectFile.parse(yaml).getFirst());
  }

  private static SortedMap<String, String> files(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }

  private SortedMap<String, String> translated(Path from, String to) throws IOException {
    Path out = folder.resolve(to);
    assertThat(Ended.of("translate", from, "-o", out, "-q").code()).isZero();
    SortedMap<String, String> files = files(out);
    assertThat(files).hasSizeGreaterThan(10);
    return files;
  }

  @Test
  void itTranslatesToWhatTheClustersTranslateTo() throws Exception {
    Ended ended = snapshot("mgmt", "cluster1", "cluster2");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches(".*/env/mgmt: [0-9]+ objects"),
            line -> assertThat(line).matches(".*/env/cluster1: [0-9]+ objects"),
            line -> assertThat(line).matches(".*/env/cluster2: [0-9]+ objects"));
    assertThat(translated(env, "ours")).isEqualTo(translated(lab.resolve("env"), "theirs"));
  }

  @Test
  void nothingSecretIsInIt() throws Exception {
    load(
        "cluster1",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: s, namespace: default}
        data: {password: aHVudGVyMg==}
        """);
    load(
        "cluster1",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio-passwords, namespace: default}
        data: {password: hunter2}
        """);
    load(
        "cluster1",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: default
          annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"password":"hunter2"}'}
        spec:
          template:
            spec: {containers: [{name: app, image: web, env: [{name: PASSWORD, value: hunter2}]}]}
        """);
    load(
        "cluster1",
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web-1, namespace: default}
        spec: {containers: [{name: app, env: [{name: PASSWORD, value: hunter2}], args: [hunter2]}]}
        """);
    assertThat(snapshot("cluster1").code()).isZero();

    assertThat(files(env).values())
        .noneMatch(text -> text.contains("hunter2") || text.contains("aHVudGVyMg"))
        .noneMatch(text -> text.contains("managedFields") || text.contains("resourceVersion"));
    assertThat(files(env).get("cluster1/configmap.yaml"))
        .contains("trustDomain: cluster1")
        .doesNotContain("istio-passwords");
    assertThat(files(env).get("cluster1/deployment.apps.yaml")).contains("REVISION");
  }

  @Test
  void whatMayNotBeReadIsToldAndTheRestIsWritten() throws Exception {
    world.cluster("cluster1").access().deny(Access.ADMIN, "list", "pods");
    world
        .cluster("cluster1")
        .remove(
            new ObjectKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"),
            "",
            "workspacesettings.admin.gloo.solo.io");
    Ended ended = snapshot("cluster1");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("env/cluster1/pod.yaml: context cluster1: 403: pods is forbidden")
        .contains(
            "env/cluster1/workspacesettings.admin.gloo.solo.io.yaml: context cluster1: there is no kind WorkspaceSettings.admin.gloo.solo.io/v2, though others of its group are there");
    assertThat(files(env))
        .containsKey("cluster1/service.yaml")
        .doesNotContainKey("cluster1/pod.yaml");
  }

  @Test
  void aClusterThatDoesNotAnswerLeavesItsFormerSnapshot() throws Exception {
    snapshot("cluster1");
    SortedMap<String, String> former = files(env);
    world.server("cluster1").close();
    Ended ended = snapshot("mgmt", "cluster1");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("context cluster1 does not answer")
        .contains("a former snapshot stays as it is");
    assertThat(files(env)).containsAllEntriesOf(former).containsKey("mgmt/namespace.yaml");
  }

  @Test
  void aPageThatIsLostInTheMiddleMakesNoFile() throws Exception {
    world
        .cluster("cluster1")
        .faults()
        .fail(call -> call.resource().equals("services"), new RequestFault.Cut(), 5);
    Ended ended = snapshot("cluster1");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(files(env)).doesNotContainKey("cluster1/service.yaml");
  }

  @Test
  void theNextOneReplacesItWholly() throws Exception {
    snapshot("cluster1");
    world
        .cluster("cluster1")
        .list(ObjectKind.WORKSPACE_SETTINGS)
        .forEach(object ->
            world
                .cluster("cluster1")
                .remove(
                    ObjectKind.WORKSPACE_SETTINGS,
                    object.at("/metadata/namespace").asText(),
                    object.at("/metadata/name").asText()));
    assertThat(files(env)).containsKey("cluster1/workspacesettings.admin.gloo.solo.io.yaml");
    assertThat(snapshot("cluster1").code()).isZero();
    assertThat(files(env))
        .doesNotContainKey("cluster1/workspacesettings.admin.gloo.solo.io.yaml")
        .containsKey("cluster1/service.yaml");
    try (Stream<Path> left = Files.list(env)) {
      assertThat(left).containsExactly(env.resolve("cluster1"));
    }
  }

  @Test
  void aFolderWithOtherFilesIsLeftAsItIs() throws Exception {
    snapshot("cluster1");
    Files.writeString(env.resolve("cluster1/mine.yaml"), "a: b");
    SortedMap<String, String> before = files(env);
    Ended ended = snapshot("cluster1");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("holds what no snapshot wrote (mine.yaml)");
    assertThat(files(env)).isEqualTo(before);
  }

  @Test
  void aClusterMayHaveAnotherNameThanItsContext() throws Exception {
    assertThat(snapshot("east=cluster1").code()).isZero();
    assertThat(files(env)).containsKey("east/service.yaml");
    assertThat(snapshot("east=cluster1", "east=cluster2").err()).contains("is named twice");
    assertThat(snapshot("arn:aws:eks/c").err())
        .contains("name it as its KubernetesCluster does: NAME=arn:aws:eks/c");
    assertThat(snapshot("cluster3").err()).contains("there are: cluster1, cluster2, mgmt");
  }
}
