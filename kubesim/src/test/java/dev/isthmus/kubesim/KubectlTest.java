package dev.isthmus.kubesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.testing.Kubectl;
import dev.isthmus.testing.Kubectl.Result;
import dev.isthmus.testing.Yaml;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real kubectl, with two clusters: what people type, as they see it. */
final class KubectlTest {
  private static final String NAME = "vd-reviews-bookinfo-backends-svc-cluster2-global-bookinfo";
  private static final String SERVICE_ENTRY =
      """
      apiVersion: networking.istio.io/v1beta1
      kind: ServiceEntry
      metadata:
        name: %s
        namespace: bookinfo-backends
        labels:
          relay.solo.io/cluster: cluster1
      spec:
        addresses:
        - 243.225.175.152
        endpoints:
        - address: 172.23.0.6
          labels:
            app: reviews
          locality: us-east-1
          ports:
            http-9080: 15443
        exportTo:
        - .
        hosts:
        - reviews.bookinfo-backends.svc.cluster2.global
        location: MESH_INTERNAL
        ports:
        - name: http-9080
          number: 9080
          protocol: HTTP
        resolution: STATIC
      """
          .formatted(NAME);
  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1beta1
      kind: VirtualService
      metadata:
        name: routetable-reviews-bookinfo-backends-cluster1-bookinfo
        namespace: bookinfo-backends
      spec:
        hosts:
        - reviews.bookinfo-backends.svc.cluster.local
      """;
  private static final ObjectKind ENTRY =
      new ObjectKind("networking.istio.io", "v1beta1", "ServiceEntry");

  private static final ObjectKind DEFINITION =
      new ObjectKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

  @TempDir private Path folder;
  private final SimCluster cluster1 = new SimCluster("cluster1");
  private final SimCluster cluster2 = new SimCluster("cluster2");
  private SimServer server1;
  private SimServer server2;
  private Kubectl kubectl;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Kubectl.onPath().isPresent(), "skipped: no kubectl on PATH");
    server1 = SimServer.start(cluster1);
    server2 = SimServer.start(cluster2);
    kubectl = new Kubectl(folder, Kubeconfig.of(List.of(server1, server2), Access.ADMIN));
  }

  @AfterEach
  void stop() {
    if (server1 != null) {
      server1.close();
      server2.close();
    }
  }

  private String out(String... arguments) throws Exception {
    return outOf(kubectl.run(arguments));
  }

  private static String outOf(Result result) {
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }

  private void load(String yaml) {
    Yaml.documents(yaml).forEach(cluster1::load);
  }

  @Test
  void showsAnObjectAsTheLabDoes() throws Exception {
    load(SERVICE_ENTRY);

    String yaml = out("get", "serviceentry", "-n", "bookinfo-backends", NAME, "-oyaml");

    assertThat(yaml).startsWith("apiVersion: networking.istio.io/v1beta1\nkind: ServiceEntry\n");
    assertThat(yaml).contains("  generation: 1\n", "  uid: ", "  resourceVersion: \"");
    assertThat(yaml).contains("  hosts:\n  - reviews.bookinfo-backends.svc.cluster2.global\n");
    assertThat(
            out(
                "--context",
                "cluster1",
                "get",
                "serviceentry",
                "-n",
                "bookinfo-backends",
                "-o",
                "yaml"))
        .contains("kind: List", NAME);
    assertThat(out("--context", "cluster2", "get", "se", "-A", "-o", "name")).isEmpty();
  }

  @Test
  void listsInTheLabsColumns() throws Exception {
    load(SERVICE_ENTRY + "---\n" + VIRTUAL_SERVICE);

    assertThat(out("get", "se", "-n", "bookinfo-backends").lines().toList())
        .first()
        .asString()
        .matches("NAME +HOSTS +LOCATION +RESOLUTION +AGE");
    assertThat(out("get", "serviceentries.networking.istio.io", "-n", "bookinfo-backends"))
        .containsPattern(
            NAME
                + " +\\[\"reviews.bookinfo-backends.svc.cluster2.global\"] +MESH_INTERNAL +STATIC +\\d+[sm]");
    assertThat(out("get", "virtualservice", "-n", "bookinfo-backends"))
        .containsPattern("NAME +GATEWAYS +HOSTS +AGE")
        .contains("[\"reviews.bookinfo-backends.svc.cluster.local\"]");
    assertThat(out("get", "crd", "-o", "name"))
        .contains("customresourcedefinition.apiextensions.k8s.io/wasmplugins.extensions.istio.io");
  }

  @Test
  void appliesChangesAndDeletes() throws Exception {
    String namespace =
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: bookinfo-backends}\n---\n";

    Result missing = kubectl.feed(SERVICE_ENTRY, "apply", "-f", "-");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("namespaces \"bookinfo-backends\" not found");
    assertThat(outOf(kubectl.feed(namespace + SERVICE_ENTRY, "apply", "-f", "-")))
        .contains("namespace/bookinfo-backends created", NAME + " created");
    assertThat(outOf(kubectl.feed(SERVICE_ENTRY, "apply", "-f", "-"))).contains("unchanged");
    String changed = SERVICE_ENTRY.replace("243.225.175.152", "243.225.175.153");
    assertThat(kubectl.feed(changed, "diff", "-f", "-").out()).contains("+  - 243.225.175.153");
    assertThat(outOf(kubectl.feed(changed, "apply", "-f", "-"))).contains("configured");
    String json = "jsonpath={.metadata.generation} {.spec.addresses[0]}";
    assertThat(out("get", "se", NAME, "-n", "bookinfo-backends", "-o", json))
        .isEqualTo("2 243.225.175.153");
    out("annotate", "se", NAME, "-n", "bookinfo-backends", "note=hello");
    out("label", "se", NAME, "-n", "bookinfo-backends", "team=reviews");
    assertThat(out("get", "se", "-A", "-l", "team=reviews", "-o", "name")).contains(NAME);
    out("delete", "se", NAME, "-n", "bookinfo-backends");
    assertThat(cluster1.list(ENTRY)).isEmpty();
    out("delete", "namespace", "bookinfo-backends");
  }

  @Test
  void appliesOnTheServerAndTellsConflicts() throws Exception {
    load(SERVICE_ENTRY.replaceAll("(?s)spec:.*", "spec: {}\n"));

    assertThat(
            outOf(
                kubectl.feed(
                    SERVICE_ENTRY, "apply", "--server-side", "--field-manager=a", "-f", "-")))
        .contains("serverside-applied");
    String other = SERVICE_ENTRY.replace("243.225.175.152", "243.225.175.153");
    Result conflict = kubectl.feed(other, "apply", "--server-side", "--field-manager=b", "-f", "-");
    assertThat(conflict.exit()).isEqualTo(1);
    assertThat(conflict.err()).contains("conflict with \"a\": .spec.addresses");
    outOf(
        kubectl.feed(
            other, "apply", "--server-side", "--field-manager=b", "--force-conflicts", "-f", "-"));
    assertThat(cluster1.list(ENTRY).getFirst().at("/spec/addresses/0").asText())
        .isEqualTo("243.225.175.153");
  }

  @Test
  void editsKubernetesOwnKindsByTheirKeys() throws Exception {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: reviews, namespace: default}
        spec:
          template:
            spec:
              containers:
              - {name: reviews, image: "reviews:v1"}
              - {name: proxy, image: "proxy:v1"}
        """;

    outOf(kubectl.feed(deployment, "apply", "-f", "-"));
    outOf(kubectl.feed(deployment.replace("reviews:v1", "reviews:v2"), "apply", "-f", "-"));

    assertThat(out("get", "deploy", "-o", "jsonpath={..image}")).isEqualTo("reviews:v2 proxy:v1");
    assertThat(out("get", "deploy")).containsPattern("NAME +READY +UP-TO-DATE +AVAILABLE +AGE");
    assertThat(out("set", "image", "deploy/reviews", "proxy=proxy:v3")).contains("image updated");
    assertThat(out("get", "deploy", "-o", "jsonpath={..image}")).isEqualTo("reviews:v2 proxy:v3");
  }

  @Test
  void watchesDescribesAndWaits() throws Exception {
    load(SERVICE_ENTRY);
    Process watch = kubectl.start("get", "se", "-n", "bookinfo-backends", "-w");
    try (BufferedReader lines = watch.inputReader()) {
      assertThat(lines.readLine()).startsWith("NAME");
      assertThat(lines.readLine()).startsWith(NAME);
      load(SERVICE_ENTRY.replace("STATIC", "DNS"));
      assertThat(lines.readLine()).contains("DNS");
    } finally {
      watch.destroy();
    }
    String created = "jsonpath={.spec.resolution}=DNS";
    out("wait", "se/" + NAME, "-n", "bookinfo-backends", "--for=" + created, "--timeout=300s");
    out(
        "wait",
        "crd/serviceentries.networking.istio.io",
        "--for=condition=Established",
        "--timeout=300s");
    assertThat(out("describe", "se", NAME, "-n", "bookinfo-backends"))
        .contains("Resolution:  DNS", "Events:");
    assertThat(out("describe", "namespace", "default")).contains("Status:       Active");
    Process gone =
        kubectl.start(
            "wait", "se/" + NAME, "-n", "bookinfo-backends", "--for=delete", "--timeout=300s");
    cluster1.remove(ENTRY, "bookinfo-backends", NAME);
    assertThat(gone.waitFor()).isZero();
  }

  @Test
  void takesTheUsersKindsAndTheirStatus() throws Exception {
    String table =
        """
        apiVersion: networking.gloo.solo.io/v2
        kind: RouteTable
        metadata: {name: reviews, namespace: default}
        spec:
          hosts: [reviews.shop.example]
        """;
    outOf(kubectl.feed(table, "apply", "-f", "-"));
    String status = "{\"status\":{\"common\":{\"State\":{\"approval\":\"ACCEPTED\"}}}}";

    out("patch", "routetable", "reviews", "--subresource=status", "--type=merge", "-p", status);

    assertThat(out("get", "routetables"))
        .containsPattern("NAME +HOSTS +STATE +AGE")
        .containsPattern("reviews +\\[\"reviews.shop.example\"] +ACCEPTED");
    out("patch", "routetable", "reviews", "--type=merge", "-p", "{\"status\":null}");
    assertThat(out("get", "routetables")).as("status is a subresource").contains("ACCEPTED");
  }

  @Test
  void knowsWhoMayDoWhat() throws Exception {
    cluster1.access().addUser("guest", "a-token");
    cluster1.access().deny("guest", "list", "serviceentries.networking.istio.io");

    Result refused = kubectl.run("--token=a-token", "get", "se", "-A");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "Error from server (Forbidden): serviceentries.networking.istio.io is forbidden: User"
                + " \"guest\" cannot list resource \"serviceentries\"");
    assertThat(kubectl.run("--token=none", "get", "ns").err()).contains("Unauthorized");
  }

  @Test
  void tellsUsersWhatTheyMay() throws Exception {
    cluster1.access().addUser("guest", "a-token");
    cluster1.access().deny("guest", "delete", "routetables.networking.gloo.solo.io");

    assertThat(out("auth", "can-i", "delete", "routetables")).isEqualTo("yes\n");
    assertThat(kubectl.run("--token=a-token", "auth", "can-i", "delete", "routetables"))
        .returns(1, Result::exit)
        .returns("no - kubesim denies it to user guest\n", Result::out);
    assertThat(out("--token=a-token", "auth", "can-i", "create", "routetables")).startsWith("yes");
    assertThat(out("--token=a-token", "auth", "whoami")).containsPattern("Username +guest");
    assertThat(out("auth", "can-i", "--list")).containsPattern("\\*\\.\\* .*\\[\\*]");
    assertThat(kubectl.run("--token=a-token", "auth", "can-i", "--list").err())
        .contains("all but: delete routetables.networking.gloo.solo.io");
  }

  /** These come as protobuf. */
  @Test
  void createsWhatKubectlMakes() throws Exception {
    out("create", "ns", "shop");
    out("create", "configmap", "words", "-n", "shop", "--from-literal=greeting=hello");
    out("create", "secret", "generic", "key", "-n", "shop", "--from-literal=pin=1234");
    out("create", "serviceaccount", "clerk", "-n", "shop");
    out("create", "role", "reader", "-n", "shop", "--verb=get,list", "--resource=pods");
    out("create", "rolebinding", "b", "-n", "shop", "--role=reader", "--serviceaccount=shop:clerk");

    assertThat(out("get", "ns", "shop")).containsPattern("shop +Active");
    assertThat(out("get", "cm", "words", "-n", "shop", "-o", "jsonpath={.data}"))
        .isEqualTo("{\"greeting\":\"hello\"}");
    assertThat(out("get", "secret", "key", "-n", "shop", "-o", "jsonpath={.data.pin}"))
        .isEqualTo("MTIzNA==");
    assertThat(out("get", "role", "reader", "-n", "shop", "-o", "jsonpath={.rules}"))
        .isEqualTo(
            "[{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\",\"list\"]}]");
    assertThat(
            out(
                "get",
                "rolebinding",
                "b",
                "-n",
                "shop",
                "-o",
                "jsonpath={.roleRef.name} {.subjects[0].name}"))
        .isEqualTo("reader clerk");
    assertThat(kubectl.run("create", "deployment", "web", "--image=web").err())
        .contains("--dry-run=client -o yaml");
  }

  @Test
  void explainsTheUsersKinds() throws Exception {
    assertThat(out("explain", "routetable.spec.hosts"))
        .contains("GROUP:      networking.gloo.solo.io", "FIELD: hosts <[]string>");
    assertThat(out("explain", "workspaces"))
        .contains("Which namespaces of which clusters form one team's unit.")
        .containsPattern("metadata\t<ObjectMeta>");
    assertThat(out("explain", "pod.metadata.labels")).contains("What selectors look at.");
    assertThat(out("explain", "se")).contains("kubesim has no schema of this kind");
  }

  @Test
  void saysThatNothingRuns() throws Exception {
    load(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: default}
        spec: {containers: [{name: web}]}
        status: {phase: Running}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec: {template: {metadata: {labels: {app: web}}}}
        """);

    assertThat(kubectl.run("logs", "web").err()).contains("there are no logs");
    assertThat(kubectl.run("exec", "web", "--", "ls").err()).contains("runs no containers");
    assertThat(kubectl.run("port-forward", "web", "1:1").err()).contains("runs no containers");
    assertThat(kubectl.run("scale", "deploy/web", "--replicas=2").err())
        .contains("replicas make no pods");
    assertThat(out("rollout", "restart", "deploy/web")).contains("restarted");
    assertThat(out("get", "deploy", "web", "-o", "jsonpath={.spec.template.metadata.annotations}"))
        .contains("kubectl.kubernetes.io/restartedAt");
  }

  @Test
  void edits() throws Exception {
    load(SERVICE_ENTRY);

    Result edited =
        kubectl
            .with("EDITOR", "sed -i s/STATIC/DNS/")
            .run("edit", "se", NAME, "-n", "bookinfo-backends");

    assertThat(edited.out()).contains("edited");
    assertThat(cluster1.list(ENTRY).getFirst().at("/spec/resolution").asText()).isEqualTo("DNS");
  }

  @Test
  void installsDefinitions() throws Exception {
    assertThat(out("api-resources", "--categories=istio-io", "-o", "name"))
        .contains("serviceentries.networking.istio.io");
    String definition =
        Yaml.write(
            cluster1.find(DEFINITION, "", "authorizationpolicies.security.istio.io").orElseThrow());
    String mine =
        definition
            .replaceAll("(?m)^  (uid|resourceVersion|creationTimestamp|generation):.*\n", "")
            .replace("authorizationpolicies", "lanterns")
            .replace("AuthorizationPolicy", "Lantern")
            .replace("authorizationpolicy", "lantern")
            .replace("- \"ap\"", "- \"lan\"")
            .replace("- ap", "- lan");
    assertThat(outOf(kubectl.feed(mine, "apply", "-f", "-"))).contains("created");
    assertThat(out("get", "lanterns.security.istio.io", "-A")).isEmpty();
  }

  @Test
  void agesAreKubectls() {
    assertThat(Cells.duration(119)).isEqualTo("119s");
    assertThat(Cells.duration(27 * 60)).isEqualTo("27m");
    assertThat(Cells.duration(125)).isEqualTo("2m5s");
    assertThat(Cells.duration(3 * 86400)).isEqualTo("3d");
  }
}
