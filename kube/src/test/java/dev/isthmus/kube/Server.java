package dev.isthmus.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An API server whose state a test changes, as its users do: by requests. */
final class Server implements AutoCloseable {
  static final ObjectKind LANTERN = new ObjectKind("conformance.isthmus.dev", "v1", "Lantern");
  static final ObjectKind LAMP = new ObjectKind("conformance.isthmus.dev", "v1", "Lamp");

  private static final long LOOK_NANOS = 5_000_000;

  private final String kubeconfig;
  private final @Nullable String context;
  private final KubeHttp http;

  Server(String kubeconfig, @Nullable String context) {
    this.kubeconfig = kubeconfig;
    this.context = context;
    Config config = KubeCluster.config(kubeconfig, context);
    this.http =
        new KubeHttp(new KubernetesClientBuilder().withConfig(config).build(), Seen.PATIENCE);
  }

  KubeCluster open(KubeOptions options) {
    return KubeCluster.ofKubeconfig("cluster1", kubeconfig, context, options);
  }

  /** With a token that nobody has. */
  KubeCluster openAsStranger(KubeOptions options) {
    String token = "token: \"nobody\"\n    client-key-data: \"\"\n";
    return KubeCluster.ofKubeconfig(
        "cluster1",
        kubeconfig.replaceAll("(token: *).*", "$1nobody").replaceAll("#none", token),
        context,
        options);
  }

  Answer get(String path) throws Exception {
    return http.get(path);
  }

  Answer send(String method, String path, JsonNode body) throws Exception {
    return http.send(method, path, "application/json", body).get();
  }

  Answer apply(String path, JsonNode body) throws Exception {
    return http.send("PATCH", path, "application/apply-patch+yaml", body).get();
  }

  /** Sends what must succeed. */
  ObjectNode must(String method, String path, JsonNode body) throws Exception {
    Answer answer = send(method, path, body);
    assertThat(answer.isGood()).as(answer.message()).isTrue();
    return (ObjectNode) answer.body();
  }

  /** Makes a namespace unless it is there. */
  void namespace(String name) throws Exception {
    send("POST", "/api/v1/namespaces", object("v1", "Namespace", "", name));
  }

  /** Makes a kind known, and waits until it is. */
  void define(ObjectKind kind, String plural) throws Exception {
    send(
        "POST",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        definition(kind, plural));
    long end = System.nanoTime() + Seen.PATIENCE.toNanos();
    while (!isServed(kind, plural)) {
      assertThat(System.nanoTime()).as("the definition is served").isLessThan(end);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Served, and in discovery: that comes a moment later. */
  private boolean isServed(ObjectKind kind, String plural) throws Exception {
    return get("/apis/" + kind.apiVersion() + "/" + plural).isGood()
        && get("/apis/" + kind.apiVersion()).body().path("resources").toString().contains(plural);
  }

  void undefine(ObjectKind kind, String plural) throws Exception {
    send(
        "DELETE",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + plural + "." + kind.group(),
        JsonNodeFactory.instance.objectNode());
  }

  private static ObjectNode definition(ObjectKind kind, String plural) {
    ObjectNode definition =
        object(
            "apiextensions.k8s.io/v1", "CustomResourceDefinition", "", plural + "." + kind.group());
    ObjectNode spec = definition.putObject("spec");
    spec.put("group", kind.group()).put("scope", "Namespaced");
    spec.putObject("names").put("kind", kind.kind()).put("plural", plural);
    ObjectNode version = spec.putArray("versions").addObject();
    version.put("name", kind.version()).put("served", true).put("storage", true);
    version.putObject("subresources").putObject("status");
    version
        .putObject("schema")
        .putObject("openAPIV3Schema")
        .put("type", "object")
        .put("x-kubernetes-preserve-unknown-fields", true);
    return definition;
  }

  static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }

  @Override
  public void close() {
    http.close();
  }
}
