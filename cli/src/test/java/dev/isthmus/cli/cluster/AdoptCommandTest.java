package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.Ended;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kubesim.Access;
import dev.isthmus.server.store.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code isthmus adopt} over API servers that hold lab 11, and what a former product has made. */
final class AdoptCommandTest {
  private static final String ADOPT = "adopt --context cluster1 --management-context mgmt";
  private static final ObjectKind ENTRY =
      new ObjectKind("networking.istio.io", "v1beta1", "ServiceEntry");

  @TempDir Path folder;
  private SimWorld world;

  @BeforeEach
  void start() throws Exception {
    Path lab = folder.resolve("lab");
    Ended.lab11("federate", lab);
    world = new SimWorld(folder, lab.resolve("env"));
    load("mgmt", "{apiVersion: v1, kind: Namespace, metadata: {name: isthmus}}");
    Path out = folder.resolve("out");
    assertThat(Ended.of("translate", lab.resolve("env"), "-o", out, "-q").code()).isZero();
    try (Stream<Path> files = Files.walk(out.resolve("cluster1"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        load("cluster1", Files.readString(file));
      }
    }
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void load(String cluster, String yaml) throws Exception {
    for (JsonNode object : ObjectFile.parse(yaml)) {
      world.cluster(cluster).load((ObjectNode) object);
    }
  }

  private Ended run(String line) {
    return world.run(line.split(" "));
  }

  private Ownership installation() throws Exception {
    try (KubeObjects mgmt = world.objects("mgmt")) {
      return Installation.findOrMake(mgmt, "isthmus", "isthmus", InstantSource.system())
          .ownership();
    }
  }

  private List<ObjectNode> entries() throws Exception {
    try (KubeObjects cluster = world.objects("cluster1")) {
      return cluster.list(ENTRY);
    }
  }

  private static final String LEFT =
      """
      apiVersion: networking.istio.io/v1beta1
      kind: ServiceEntry
      metadata:
        name: left
        namespace: bookinfo-backends
        labels:
          reconciler.mesh.gloo.solo.io/name: translator
          gloo.solo.io/parent_kind: RouteTable
          gloo.solo.io/parent_name: gone
          gloo.solo.io/parent_namespace: bookinfo-backends
          gloo.solo.io/parent_cluster: cluster1
      spec: {hosts: [left.example.com]}
      ---
      apiVersion: networking.istio.io/v1beta1
      kind: ServiceEntry
      metadata: {name: mine, namespace: bookinfo-backends}
      spec: {hosts: [mine.example.com]}
      """;

  @Test
  void itShowsWhatBecomesOfEachObjectAndTakesOverThoseWithLabels() throws Exception {
    Ownership ownership = installation();
    load("cluster1", LEFT);
    ObjectNode edited =
        entries().stream()
            .filter(each -> each.at("/metadata/name").asText().startsWith("vd-"))
            .findFirst()
            .orElseThrow();
    String name =
        edited.at("/metadata/namespace").asText() + "/" + edited.at("/metadata/name").asText();
    edited.withObject("/spec").put("resolution", "DNS");
    edited.withObject("/metadata").remove(List.of("resourceVersion", "uid"));
    world.cluster("cluster1").load(edited);
    int labelled =
        (int) entries().stream().filter(each -> each.at("/metadata/labels").size() > 0).count();

    Ended shown = run(ADOPT);

    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out().lines().filter(line -> line.startsWith("= ServiceEntry ")))
        .hasSize(labelled - 2);
    assertThat(shown.out())
        .containsPattern("~ ServiceEntry " + name + "\n    spec.resolution: DNS -> [A-Z]+\n")
        .contains(
            "- ServiceEntry bookinfo-backends/left   nothing wants it; it followed from RouteTable bookinfo-backends/gone (cluster1)")
        .contains(
            "\n  foreign, without labels of ours, nothing is done to it: ServiceEntry bookinfo-backends/mine\n")
        .containsPattern(
            "cluster1: [0-9]+ objects would be taken over: [0-9]+ kept, 1 changed, 1 deleted\n$");
    assertThat(shown.err()).isEqualTo("Take them over:  say it again with  --yes\n");
    assertThat(proven(ownership, "left")).isFalse();

    Ended taken = run(ADOPT + " --yes");
    assertThat(taken.err()).contains("adopted ServiceEntry bookinfo-backends/left\n");
    assertThat(proven(ownership, "left")).isTrue();
    assertThat(proven(ownership, "mine")).isFalse();
    assertThat(run(ADOPT).err()).contains("nothing to adopt");
  }

  private boolean proven(Ownership ownership, String name) throws Exception {
    ObjectNode object =
        world.cluster("cluster1").find(ENTRY, "bookinfo-backends", name).orElseThrow();
    String proof = object.at("/metadata/annotations").path(Ownership.ANNOTATION).asText("");
    IstioKey key = new IstioKey("cluster1", "bookinfo-backends", IstioKind.SERVICE_ENTRY, name);
    try (KubeObjects cluster = world.objects("cluster1")) {
      return ownership.proves(cluster.clusterUid(), key, Map.of(Ownership.ANNOTATION, proof));
    }
  }

  @Test
  void whatIsWantedFollowsFromAllClustersSoEachMustBeRead() throws Exception {
    installation();
    world.cluster("cluster2").access().deny(Access.ADMIN, "*", "services");
    Ended denied = run(ADOPT);
    assertThat(denied.code()).isEqualTo(2);
    assertThat(denied.err()).contains("context cluster2: 403: services");

    load(
        "mgmt",
        "{apiVersion: admin.gloo.solo.io/v2, kind: KubernetesCluster, metadata: {name: far, namespace: gloo-mesh}}");
    Ended unknown = run(ADOPT);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("cluster far must be read").contains("--other far=CONTEXT");
  }

  @Test
  void withoutAKeyItTakesNothingOver() {
    assertThat(run(ADOPT + " --yes").err())
        .contains("there is no Secret isthmus/isthmus-installation");
  }

  @Test
  void besideAnAgentOfGlooMeshItTakesNothingOver() throws Exception {
    Ownership ownership = installation();
    load("cluster1", LEFT);
    load(
        "cluster1",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: gloo-mesh-agent, namespace: gloo-mesh}
        spec: {replicas: 1}
        """);
    Ended refused = run(ADOPT + " --yes");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("Deployment gloo-mesh/gloo-mesh-agent");
    assertThat(proven(ownership, "left")).isFalse();
  }
}
