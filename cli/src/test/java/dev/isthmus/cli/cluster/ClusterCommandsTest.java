package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.Ended;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.Keys;
import dev.isthmus.identity.SigningRequest;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kubesim.Access;
import dev.isthmus.server.store.Installation;
import dev.isthmus.server.store.KubeEnrolmentStore;
import dev.isthmus.server.store.SecretData;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code isthmus cluster …} on API servers of this process. */
final class ClusterCommandsTest {
  private static final String REGISTER =
      "cluster register cluster1 --context cluster1 --management-context mgmt --relay-address localhost:9900";

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

  private ObjectNode find(String cluster, ObjectKind kind, String namespace, String name) {
    return world.cluster(cluster).find(kind, namespace, name).orElseThrow();
  }

  private ObjectNode bootstrap() {
    return find("cluster1", SecretData.SECRET, "isthmus", "isthmus-agent-bootstrap");
  }

  private Enrolments enrolments(KubeObjects management) throws Exception {
    Installation installation =
        Installation.find(management, "isthmus", InstantSource.system()).orElseThrow();
    return new Enrolments(
        installation.root(),
        installation.name(),
        new KubeEnrolmentStore(management, "isthmus", System::nanoTime),
        InstantSource.system());
  }

  /** Enrols as an agent does. */
  private X509Certificate enrol() throws Exception {
    try (KubeObjects management = world.objects("mgmt")) {
      return enrolments(management)
          .enrol(SecretData.text(bootstrap(), "token"), SigningRequest.make(Keys.generate()))
          .getFirst();
    }
  }

  @Test
  void registeringSaysALineForEachObjectAndWhatToDoNext() {
    Ended ended = run(REGISTER);

    assertThat(ended.err().lines())
        .containsExactly(
            "context cluster1: trust domain cluster1",
            "context mgmt: Namespace isthmus created",
            "context mgmt: Namespace gloo-mesh unchanged",
            "context mgmt: KubernetesCluster gloo-mesh/cluster1 created",
            "context cluster1: Namespace isthmus created",
            "context cluster1: ServiceAccount isthmus/isthmus-agent created",
            "context cluster1: ClusterRole isthmus-agent created",
            "context cluster1: ClusterRoleBinding isthmus-agent created",
            "context cluster1: ValidatingAdmissionPolicy isthmus-agent created",
            "context cluster1: ValidatingAdmissionPolicyBinding isthmus-agent created",
            "context cluster1: Role isthmus/isthmus-agent created",
            "context cluster1: RoleBinding isthmus/isthmus-agent created",
            "context cluster1: Secret isthmus/isthmus-agent-bootstrap created",
            "context cluster1: Deployment isthmus/isthmus-agent created",
            "",
            "cluster1 is registered. Its agent has an hour to enrol:",
            "  its Deployment isthmus/isthmus-agent does by itself, where the cluster can pull isthmus:latest;",
            "  or start it elsewhere:  isthmus agent --context cluster1",
            "Then see:  isthmus cluster list --context mgmt");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEmpty();
    JsonNode registration = find("mgmt", ObjectKind.KUBERNETES_CLUSTER, "gloo-mesh", "cluster1");
    assertThat(registration.at("/metadata/annotations/isthmus.dev~1trust-domain").asText())
        .isEqualTo("cluster1");
  }

  @Test
  void whatTheAgentIsGivenLetsItEnrolOnce() throws Exception {
    run(REGISTER);
    X509Certificate certificate = enrol();

    try (KubeObjects management = world.objects("mgmt")) {
      Installation installation =
          Installation.find(management, "isthmus", InstantSource.system()).orElseThrow();
      assertThat(SecretData.text(bootstrap(), "root.crt")).isEqualTo(installation.root().rootPem());
      assertThat(SecretData.text(bootstrap(), "installation")).isEqualTo(installation.name());
      assertThat(SecretData.text(bootstrap(), "relay-address")).isEqualTo("localhost:9900");
      assertThat(enrolments(management).check(certificate).cluster()).isEqualTo("cluster1");
    }
    assertThat(run("cluster list --context mgmt").out())
        .containsPattern("cluster1 +cluster1 +unknown +<none> +<none> +until 20");
  }

  @Test
  void againGivesANewTokenAndLeavesTheRest() throws Exception {
    run(REGISTER);
    Ended again = run(REGISTER);

    assertThat(again.err().lines().filter(line -> line.endsWith(" changed")))
        .containsExactly("context cluster1: Secret isthmus/isthmus-agent-bootstrap changed");
    assertThat(again.err().lines().filter(line -> line.endsWith(" created"))).isEmpty();
    enrol();
    Ended live = run(REGISTER);
    assertThat(live.code()).isEqualTo(2);
    assertThat(live.err())
        .contains("error: cluster cluster1 has a live certificate, until ")
        .contains("say --again");
  }

  @Test
  void againRevokesTheFormerAgentWhenTheNewOneEnrols() throws Exception {
    run(REGISTER);
    X509Certificate former = enrol();
    assertThat(run(REGISTER + " --again").code()).isZero();
    try (KubeObjects management = world.objects("mgmt")) {
      assertThat(enrolments(management).check(former).cluster()).isEqualTo("cluster1");
    }
    enrol();
    try (KubeObjects management = world.objects("mgmt")) {
      Enrolments enrolments = enrolments(management);
      assertThat(
              catchThrowableOfType(EnrolmentRefused.class, () -> enrolments.check(former)).reason())
          .isEqualTo(EnrolmentRefused.Reason.REVOKED);
    }
  }

  @Test
  void printingWritesNothingToTheCluster() throws Exception {
    Ended ended = run(REGISTER + " -o yaml --image registry.example/isthmus:1");

    List<JsonNode> objects = ObjectFile.parse(ended.out());
    assertThat(objects.stream().map(object -> Applier.name((ObjectNode) object)))
        .containsExactly(
            "Namespace isthmus",
            "ServiceAccount isthmus/isthmus-agent",
            "ClusterRole isthmus-agent",
            "ClusterRoleBinding isthmus-agent",
            "ValidatingAdmissionPolicy isthmus-agent",
            "ValidatingAdmissionPolicyBinding isthmus-agent",
            "Role isthmus/isthmus-agent",
            "RoleBinding isthmus/isthmus-agent",
            "Secret isthmus/isthmus-agent-bootstrap",
            "Deployment isthmus/isthmus-agent");
    assertThat(objects.getLast().at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("registry.example/isthmus:1");
    assertThat(world.cluster("cluster1").find(ObjectKind.NAMESPACE, "", "isthmus")).isEmpty();
    assertThat(find("mgmt", ObjectKind.KUBERNETES_CLUSTER, "gloo-mesh", "cluster1")).isNotNull();
  }

  @Test
  void anExistingRegistrationKeepsWhatItSays() throws Exception {
    ObjectNode mine =
        (ObjectNode)
            ObjectFile.parse(
                    """
                    apiVersion: admin.gloo.solo.io/v2
                    kind: KubernetesCluster
                    metadata:
                      name: cluster1
                      namespace: platform
                      labels: {region: us}
                      annotations: {isthmus.dev/trust-domain: mesh.example}
                    spec: {clusterDomain: cluster.example}
                    """)
                .getFirst();
    ObjectNode before = world.cluster("mgmt").load(mine).deepCopy();
    Ended ended = run(REGISTER);

    assertThat(ended.err()).contains("context mgmt: KubernetesCluster platform/cluster1 unchanged");
    assertThat(find("mgmt", ObjectKind.KUBERNETES_CLUSTER, "platform", "cluster1"))
        .isEqualTo(before);
    assertThat(run(REGISTER + " --trust-domain other.example --cluster-domain x.example").err())
        .contains("context mgmt: KubernetesCluster platform/cluster1 changed");
    ObjectNode after = find("mgmt", ObjectKind.KUBERNETES_CLUSTER, "platform", "cluster1");
    assertThat(after.at("/metadata/annotations/isthmus.dev~1trust-domain").asText())
        .isEqualTo("other.example");
    assertThat(after.at("/spec/clusterDomain").asText()).isEqualTo("x.example");
    assertThat(after.at("/metadata/labels/region").asText()).isEqualTo("us");
    run(REGISTER.replace("cluster1", "cluster2"));
    assertThat(find("mgmt", ObjectKind.KUBERNETES_CLUSTER, "platform", "cluster2"))
        .as("where the others are")
        .isNotNull();
  }

  @Test
  void theManagementClusterNeedsNoAgentOfItsOwn() {
    Ended ended =
        run(
            "cluster register mgmt --context mgmt --management-context mgmt --relay-address localhost:9900");
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("mgmt is the management cluster itself");
    assertThat(world.cluster("mgmt").find(ObjectKind.DEPLOYMENT, "isthmus", "isthmus-agent"))
        .isEmpty();
  }

  @Test
  void severalTrustDomainsMustBeDecidedByTheUser() throws Exception {
    for (JsonNode object :
        ObjectFile.parse(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: istiod-other, namespace: istio-other, labels: {app: istiod, istio.io/rev: other}}
            spec: {template: {metadata: {labels: {app: istiod}}, spec: {containers: [{name: discovery}]}}}
            """)) {
      world.cluster("cluster1").load((ObjectNode) object);
    }
    Ended ended = run(REGISTER);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "error: context cluster1: its istiods have several trust domains (cluster.local, cluster1): say which one holds by --trust-domain\n");
    assertThat(world.cluster("mgmt").find(ObjectKind.NAMESPACE, "", "isthmus")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "cluster register c --context nope --management-context mgmt --relay-address a:1 | there is no context nope in kubeconfig",
        "cluster register c --context nope --management-context mgmt --relay-address a:1 | there are: cluster1, cluster2, mgmt",
        "cluster register Big --context cluster1 --management-context mgmt --relay-address a:1 | 'Big' is no name of a cluster",
        "cluster register c --context cluster1 --management-context mgmt --relay-address a | write HOST:PORT",
        "cluster register c --context cluster1 --management-context mgmt --relay-address a:70000 | write HOST:PORT",
        "cluster register c --context cluster1 --management-context mgmt --relay-address a:1 -n No | no name of a namespace",
        "cluster register c --context cluster1 --management-context mgmt | --relay-address",
        "cluster deregister c --context mgmt | there is no cluster c: none is registered",
        "cluster | Missing what to do",
      })
  void whatIsWrongIsSaid(String line, String words) {
    Ended ended = line.equals("cluster") ? Ended.of("cluster") : run(line);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(words).doesNotContain("Exception");
  }

  @Test
  void withoutRightsOrServerItSaysSo() {
    world
        .cluster("cluster1")
        .access()
        .deny(Access.ADMIN, "*", "clusterroles.rbac.authorization.k8s.io");
    Ended denied = run(REGISTER);
    assertThat(denied.code()).isEqualTo(2);
    assertThat(denied.err())
        .contains(
            "error: context cluster1: 403: clusterroles.rbac.authorization.k8s.io \"isthmus-agent\" is forbidden");
    world.server("cluster1").close();
    Ended lost = run(REGISTER);
    assertThat(lost.code()).isEqualTo(2);
    assertThat(lost.err()).contains("error: context cluster1 does not answer (https://localhost:");
  }

  @Test
  void aManagementClusterWithoutDefinitionsIsToldHowToGetThem() throws Exception {
    world
        .cluster("mgmt")
        .remove(
            new ObjectKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"),
            "",
            "kubernetesclusters.admin.gloo.solo.io");
    Ended ended = run(REGISTER);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("isthmus crds --apply");
  }

  @Test
  void deregisteringSaysFirstWhatWillGo() throws Exception {
    run(REGISTER);
    X509Certificate certificate = enrol();
    Ended asked = run("cluster deregister cluster1 --context mgmt");

    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err())
        .contains("KubernetesCluster gloo-mesh/cluster1 is deleted")
        .contains("error: nothing was changed: say it again with --yes");
    assertThat(find("mgmt", ObjectKind.KUBERNETES_CLUSTER, "gloo-mesh", "cluster1")).isNotNull();

    assertThat(run("cluster deregister cluster1 --context mgmt --yes").code()).isZero();
    assertThat(world.cluster("mgmt").find(ObjectKind.KUBERNETES_CLUSTER, "gloo-mesh", "cluster1"))
        .isEmpty();
    try (KubeObjects management = world.objects("mgmt")) {
      Enrolments enrolments = enrolments(management);
      assertThat(catchThrowable(() -> enrolments.check(certificate)))
          .isInstanceOf(EnrolmentRefused.class);
    }
    assertThat(run("cluster list --context mgmt").err()).contains("no cluster is registered");
  }

  @Test
  void theListTellsWhoMayEnrolAndWhoIsNotRegistered() {
    run(REGISTER);
    world.cluster("mgmt").remove(ObjectKind.KUBERNETES_CLUSTER, "gloo-mesh", "cluster1");
    assertThat(run("cluster list --context mgmt").out().lines())
        .satisfiesExactly(
            head ->
                assertThat(head)
                    .isEqualTo(
                        "NAME       TRUST DOMAIN   AGENT            SINCE    MODE     CERTIFICATE"),
            line ->
                assertThat(line)
                    .matches(
                        "cluster1   <none>         not registered   <none>   <none>   may enrol until 20.*Z"));
  }

  /** A KubernetesCluster with the status that a server tells. */
  private void registered(String name, String reason, String mode) throws Exception {
    world
        .cluster("mgmt")
        .load(
            (ObjectNode)
                ObjectFile.parse(
                        """
                        apiVersion: admin.gloo.solo.io/v2
                        kind: KubernetesCluster
                        metadata: {name: %s, namespace: gloo-mesh}
                        status:
                          conditions: [{type: Connected, status: "True", reason: %s, message: why, lastTransitionTime: "2020-01-01T00:00:00Z"}]
                          isthmus: {agent: {mode: %s, version: "1.2", certifiedUntil: "2026-05-02T10:00:00Z"}}
                        """
                            .formatted(name, reason, mode))
                    .getFirst());
  }

  @Test
  void theListTellsHowAgentsAreAsTheServerSays() throws Exception {
    registered("cluster1", "AgentConnected", "writes");
    registered("cluster2", "ObservesOnly", "observes");
    registered("cluster3", "Rebuilt", "writes");

    Ended list = run("cluster list --context mgmt");

    assertThat(list.out().lines().skip(1))
        .allSatisfy(line -> assertThat(line).endsWith("until 2026-05-02T10:00:00Z"))
        .satisfiesExactly(
            line -> assertThat(line).matches("cluster1 +<none> +connected +[0-9]+d +writes .*"),
            line -> assertThat(line).matches("cluster2 +<none> +connected +[0-9]+d +observes .*"),
            line ->
                assertThat(line)
                    .matches("cluster3 +<none> +connected, Rebuilt +[0-9]+d +writes .*"));
    assertThat(list.err()).isEqualTo("no server has run in namespace isthmus yet\n");
    JsonNode first =
        new ObjectMapper().readTree(run("cluster list --context mgmt -o json").out()).get(0);
    assertThat(first.path("name").asText()).isEqualTo("cluster1");
    assertThat(first.path("connected").asText()).isEqualTo("True");
    assertThat(first.path("since").asText()).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(first.path("mode").asText()).isEqualTo("writes");
    assertThat(first.path("version").asText()).isEqualTo("1.2");
    assertThat(first.path("certifiedUntil").asText()).isEqualTo("2026-05-02T10:00:00Z");
  }

  @Test
  void aServerThatIsSilentIsTold() throws Exception {
    registered("cluster1", "AgentConnected", "writes");
    world
        .cluster("mgmt")
        .load(
            (ObjectNode)
                ObjectFile.parse(
                        """
                        apiVersion: coordination.k8s.io/v1
                        kind: Lease
                        metadata: {name: isthmus-server, namespace: isthmus}
                        spec: {holderIdentity: x, renewTime: "2020-01-01T00:00:00.000000Z"}
                        """)
                    .getFirst());

    assertThat(run("cluster list --context mgmt").err())
        .matches("no server leads: its last sign was [0-9]+d ago, .* is as old\n");
  }

  @Test
  void whoMayNotReadSecretsSeesWhatTheServerSays() throws Exception {
    registered("cluster1", "AgentConnected", "writes");
    world.cluster("mgmt").access().deny(Access.ADMIN, "*", "secrets");

    Ended list = run("cluster list --context mgmt");

    assertThat(list.code()).isZero();
    assertThat(list.out()).contains("until 2026-05-02T10:00:00Z");
    assertThat(list.err()).contains("who may enrol is not shown");
  }
}
