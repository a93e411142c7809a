package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.Ended;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import dev.isthmus.server.pending.PendingPort;
import dev.isthmus.server.store.Installation;
import dev.isthmus.server.store.KubeLead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code isthmus install} on an API server without anything. */
final class InstallCommandTest {
  private static final String REFRESH = "isthmus.golden.refresh";

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
    return Ended.of(
        "install", "--cluster", "mgmt", "--apply", "--context", "mgmt", "--kubeconfig", kubeconfig);
  }

  @Test
  void itInstallsTheKindsAndAllThatAServerNeedsOnce() {
    Ended first = apply();

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err().lines().filter(line -> !line.contains("CustomResourceDefinition")))
        .containsExactly(
            "context mgmt: Namespace isthmus created",
            "context mgmt: ServiceAccount isthmus/isthmus-server created",
            "context mgmt: ClusterRole isthmus-server created",
            "context mgmt: ClusterRoleBinding isthmus-server created",
            "context mgmt: ValidatingAdmissionPolicy isthmus-server created",
            "context mgmt: ValidatingAdmissionPolicyBinding isthmus-server created",
            "context mgmt: Role isthmus/isthmus-server created",
            "context mgmt: RoleBinding isthmus/isthmus-server created",
            "context mgmt: Service isthmus/isthmus-relay created",
            "context mgmt: Service isthmus/isthmus-metrics created",
            "context mgmt: PersistentVolumeClaim isthmus/isthmus-record created",
            "context mgmt: Deployment isthmus/isthmus-server created",
            "",
            "Once Deployment isthmus/isthmus-server is ready:",
            "  isthmus cluster register NAME --context C --management-context M --relay-address HOST:9900",
            "  HOST is where Service isthmus/isthmus-relay (LoadBalancer) is reached from the other clusters.");
    assertThat(first.err())
        .contains("CustomResourceDefinition workspaces.admin.gloo.solo.io created");

    Ended second = apply();
    assertThat(second.err()).contains("Deployment isthmus/isthmus-server unchanged");
    assertThat(second.err().lines()).noneMatch(line -> line.endsWith(" created"));
  }

  @Test
  void printingWritesNothing() throws Exception {
    Ended ended =
        Ended.of(
            "install",
            "--cluster",
            "mgmt",
            "-n",
            "mesh",
            "--image",
            "registry.example/isthmus:1",
            "--service-type",
            "ClusterIP",
            "--storage",
            "5Gi");

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("isthmus crds --apply");
    List<JsonNode> objects = ObjectFile.parse(ended.out());
    assertThat(objects.getFirst().path("kind").asText()).isEqualTo("Namespace");
    JsonNode container = objects.getLast().at("/spec/template/spec/containers/0");
    assertThat(container.path("image").asText()).isEqualTo("registry.example/isthmus:1");
    assertThat(ended.out()).contains("type: ClusterIP", "storage: 5Gi").doesNotContain("${");
    assertThat(cluster.find(ObjectKind.NAMESPACE, "", "mesh")).isEmpty();
  }

  @Test
  void whatIsMistypedIsSaid() {
    assertThat(Ended.of("install").err()).contains("--cluster");
    assertThat(Ended.of("install", "--cluster", "Big").err()).contains("'Big' is no name");
    assertThat(Ended.of("install", "--cluster", "m", "--apply", "-o", "yaml").err())
        .contains("take one of them");
  }

  private static void golden(String name, List<ObjectNode> objects) throws Exception {
    Path file = Path.of(System.getProperty("basedir", "."), "src/test/golden/" + name);
    String text = objects.stream().map(YamlText::of).collect(Collectors.joining("---\n"));
    if (Boolean.getBoolean(REFRESH)) {
      assertThat(System.getenv("CI")).as("files are not written anew in CI").isNull();
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(text).as("write it anew with -D%s=true", REFRESH).isEqualTo(Files.readString(file));
  }

  @Test
  void theManifestsAreWhatTheyWere() throws Exception {
    golden("server.yaml", server("isthmus"));
    golden("agent.yaml", new AgentManifests("isthmus", "isthmus:latest").objects());
  }

  private static List<ObjectNode> server(String namespace) {
    return new ServerManifests(namespace, "mgmt", "isthmus:latest", "LoadBalancer", "1Gi")
        .objects();
  }

  @Test
  void anApiServerTakesThem() throws Exception {
    for (ObjectNode object : server("isthmus")) {
      assertThat(cluster.load(object)).isNotNull();
    }
  }

  @Test
  void containersRunWithoutRightsAndWithProbes() {
    for (List<ObjectNode> objects :
        List.of(server("mesh"), new AgentManifests("mesh", "image").objects())) {
      JsonNode pod = objects.getLast().at("/spec/template/spec");
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      JsonNode container = pod.at("/containers/0");
      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
          .isFalse();
      assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
      assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
      assertThat(container.path("args").toString()).contains("\"--namespace\",\"mesh\"");
    }
  }

  @Test
  void itsAccountMayWriteItsOwnObjectsAndWhatAgentsMay() {
    Set<String> own = new TreeSet<>();
    for (ObjectNode object : server("mesh")) {
      if (object.path("kind").asText().equals("Role")) {
        for (JsonNode rule : object.path("rules")) {
          rule.path("resourceNames").forEach(name -> own.add(name.asText()));
          if (rule.path("resourceNames").isEmpty()) {
            assertThat(rule.path("verbs").toString()).isEqualTo("[\"create\"]");
          }
        }
      }
    }
    assertThat(own)
        .containsExactlyInAnyOrder(
            "isthmus-agent",
            PendingPort.APPROVALS,
            "isthmus-pending",
            Installation.SECRET,
            "isthmus-enrolments",
            KubeLead.LEASE);
    JsonNode policy =
        server("mesh").stream()
            .filter(each -> each.path("kind").asText().equals("ValidatingAdmissionPolicy"))
            .findFirst()
            .orElseThrow();
    assertThat(policy.at("/spec/matchConditions/0/expression").asText())
        .isEqualTo("request.userInfo.username == 'system:serviceaccount:mesh:isthmus-server'");
    own.forEach(name -> assertThat(policy.toString()).contains("'" + name + "'"));
    assertThat(rules(server("mesh")))
        .isEqualTo(rules(new AgentManifests("mesh", "image").objects()));
  }

  private static JsonNode rules(List<ObjectNode> objects) {
    return objects.stream()
        .filter(each -> each.path("kind").asText().equals("ClusterRole"))
        .findFirst()
        .orElseThrow()
        .path("rules");
  }
}
