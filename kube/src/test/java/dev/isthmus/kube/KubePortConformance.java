package dev.isthmus.kube;

import static dev.isthmus.kube.Server.LAMP;
import static dev.isthmus.kube.Server.LANTERN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Observation.Gone;
import dev.isthmus.api.port.Observation.Listed;
import dev.isthmus.api.port.Observation.Lost;
import dev.isthmus.api.port.Observation.Put;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the port promises, whichever API server it is a port to. */
abstract class KubePortConformance {
  private static final KubeOptions OPTIONS =
      KubeOptions.usual().with(7, Seen.PATIENCE, Duration.ofMillis(50));

  private final String namespace = "conformance-" + UUID.randomUUID().toString().substring(0, 8);
  private final Seen seen = new Seen(namespace);
  private Server server;
  private KubeCluster port;

  /** The API server; it is closed after each test. */
  abstract Server server() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    server = server();
    server.define(LANTERN, "lanterns");
    server.namespace(namespace);
    port = server.open(OPTIONS);
  }

  @AfterEach
  final void close() throws Exception {
    if (server != null) {
      port.close();
      server.send(
          "DELETE", "/api/v1/namespaces/" + namespace, JsonNodeFactory.instance.objectNode());
      server.close();
    }
  }

  private String path() {
    return "/apis/conformance.isthmus.dev/v1/namespaces/" + namespace + "/lanterns";
  }

  private ObjectRef ref(String name) {
    return new ObjectRef(LANTERN, new ObjectKey("cluster1", namespace, name));
  }

  private ObjectNode lantern(String name, String colour) {
    ObjectNode lantern = Server.object(LANTERN.apiVersion(), "Lantern", namespace, name);
    lantern.putObject("spec").put("colour", colour);
    return lantern;
  }

  private StoredObject made(String name, String colour) throws Exception {
    WriteResult result = write(new Write.Create(ref(name), lantern(name, colour)));
    return ((WriteResult.Stored) result).object();
  }

  private WriteResult write(Write write) throws Exception {
    return write(port, write);
  }

  private static WriteResult write(KubeCluster port, Write write) throws Exception {
    CompletableFuture<WriteResult> result = new CompletableFuture<>();
    port.write(write, result::complete);
    return result.get(Seen.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String colour(StoredObject object) {
    return object.json().at("/spec/colour").asText();
  }

  @Test
  void aListIsWholeThoughItComesInPages() throws Exception {
    for (int i = 0; i < 25; i++) {
      server.must("POST", path(), lantern("lantern-" + i, "red"));
    }

    port.observe(LANTERN, seen);

    Listed listed = seen.next(Listed.class);
    assertThat(seen.ours(listed)).hasSize(25).allSatisfy(o -> assertThat(o.uid()).isNotEmpty());
    assertThat(listed.resourceVersion()).isNotEmpty();
  }

  @Test
  void changesAreToldInOrder() throws Exception {
    port.observe(LANTERN, seen);
    assertThat(seen.ours(seen.next(Listed.class))).isEmpty();

    ObjectNode lantern = server.must("POST", path(), lantern("a", "red"));
    lantern.withObject("/spec").put("colour", "green");
    server.must("PUT", path() + "/a", lantern);
    server.must("DELETE", path() + "/a", JsonNodeFactory.instance.objectNode());
    server.must("POST", path(), lantern("a", "blue"));

    StoredObject red = seen.next(Put.class).object();
    StoredObject green = seen.next(Put.class).object();
    Gone gone = seen.next(Gone.class);
    StoredObject blue = seen.next(Put.class).object();
    assertThat(red.ref()).isEqualTo(ref("a"));
    assertThat(colour(red) + colour(green) + colour(blue)).isEqualTo("redgreenblue");
    assertThat(green.uid()).isEqualTo(red.uid());
    assertThat(green.resourceVersion()).isNotEqualTo(red.resourceVersion());
    assertThat(gone.ref()).isEqualTo(ref("a"));
    assertThat(gone.uid()).isEqualTo(red.uid());
    assertThat(blue.uid()).as("another object of the same name").isNotEqualTo(red.uid());
  }

  @Test
  void aKindThatIsObservedAgainIsListedAgain() throws Exception {
    Seen former = new Seen(namespace);
    port.observe(LANTERN, former);
    assertThat(former.ours(former.next(Listed.class))).isEmpty();
    server.must("POST", path(), lantern("a", "red"));
    assertThat(colour(former.next(Put.class).object())).isEqualTo("red");

    port.observe(LANTERN, seen);

    assertThat(seen.ours(seen.next(Listed.class))).hasSize(1);
    server.must("POST", path(), lantern("b", "blue"));
    assertThat(colour(seen.next(Put.class).object())).isEqualTo("blue");
    assertThat(former.rest()).as("nobody is told twice").isEmpty();
  }

  @Test
  void whatNobodyReadsIsLeftOut() throws Exception {
    ObjectNode lantern = lantern("a", "red");
    lantern
        .withObject("/metadata/annotations")
        .put("kubectl.kubernetes.io/last-applied-configuration", "{}")
        .put("kept", "yes");
    server.must("POST", path(), lantern);

    port.observe(LANTERN, seen);

    ObjectNode json = seen.ours(seen.next(Listed.class)).getFirst().json();
    assertThat(json.path("metadata").has("managedFields")).isFalse();
    assertThat(json.at("/metadata/annotations").propertyStream().map(Map.Entry::getKey))
        .contains("kept")
        .doesNotContain("kubectl.kubernetes.io/last-applied-configuration");
    assertThat(json.path("kind").asText()).as("items of lists say nothing").isEqualTo("Lantern");
    assertThat(json.path("apiVersion").asText()).isEqualTo(LANTERN.apiVersion());
  }

  @Test
  void aKindThatIsNotServedIsLostUntilItIs() throws Exception {
    server.undefine(LAMP, "lamps");
    ObjectRef lamp = new ObjectRef(LAMP, new ObjectKey("cluster1", namespace, "a"));

    port.observe(LAMP, seen);

    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.NOT_SERVED);
    assertThat(write(new Write.Create(lamp, lantern("a", "red"))))
        .isInstanceOf(WriteResult.NotFound.class);
    server.define(LAMP, "lamps");
    assertThat(seen.next(Listed.class).objects()).isEmpty();
    server.undefine(LAMP, "lamps");
    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.NOT_SERVED);
  }

  @Test
  void whatMayNotBeSeenIsLost() throws Exception {
    try (KubeCluster stranger = server.openAsStranger(OPTIONS)) {
      stranger.observe(LANTERN, seen);

      assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.FORBIDDEN);
      assertThat(write(stranger, new Write.Create(ref("a"), lantern("a", "red"))))
          .isInstanceOf(WriteResult.Forbidden.class);
    }
  }

  @Test
  void aCreateNeverOverwrites() throws Exception {
    StoredObject first = made("a", "red");

    assertThat(colour(first)).isEqualTo("red");
    assertThat(write(new Write.Create(ref("a"), lantern("a", "green"))))
        .isEqualTo(new WriteResult.AlreadyExists());
    assertThat(server.get(path() + "/a").body().at("/spec/colour").asText()).isEqualTo("red");
  }

  @Test
  void aCreateNeedsItsNamespaceAndAName() throws Exception {
    ObjectRef elsewhere = new ObjectRef(LANTERN, new ObjectKey("cluster1", "no-such", "a"));
    ObjectNode lantern = lantern("a", "red");
    lantern.withObject("/metadata").put("namespace", "no-such");

    assertThat(write(new Write.Create(elsewhere, lantern)))
        .isInstanceOf(WriteResult.NotFound.class);
    assertThat(write(new Write.Create(ref("Not_a_name"), lantern("Not_a_name", "red"))))
        .isInstanceOf(WriteResult.Invalid.class);
  }

  @Test
  void aReplaceMeansOneObjectAtOneVersion() throws Exception {
    StoredObject red = made("a", "red");
    String uid = red.uid();
    String version = red.resourceVersion();

    WriteResult done = write(new Write.Replace(ref("a"), uid, version, lantern("a", "green")));
    assertThat(colour(((WriteResult.Stored) done).object())).isEqualTo("green");
    assertThat(write(new Write.Replace(ref("a"), uid, version, lantern("a", "blue"))))
        .as("an old version")
        .isInstanceOf(WriteResult.Conflict.class);
    String now = ((WriteResult.Stored) done).object().resourceVersion();
    assertThat(
            write(
                new Write.Replace(
                    ref("a"), UUID.randomUUID().toString(), now, lantern("a", "blue"))))
        .as("another object")
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(server.get(path() + "/a").body().at("/spec/colour").asText()).isEqualTo("green");
    assertThat(write(new Write.Replace(ref("b"), uid, now, lantern("b", "blue"))))
        .isInstanceOfAny(WriteResult.NotFound.class, WriteResult.Conflict.class);
    assertThat(server.get(path() + "/b").code()).as("nothing is made").isEqualTo(404);
  }

  @Test
  void aDeleteMeansOneObjectAtOneVersion() throws Exception {
    StoredObject red = made("a", "red");
    WriteResult stored =
        write(new Write.Replace(ref("a"), red.uid(), red.resourceVersion(), lantern("a", "green")));
    String now = ((WriteResult.Stored) stored).object().resourceVersion();

    assertThat(write(new Write.Delete(ref("a"), red.uid(), red.resourceVersion())))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(write(new Write.Delete(ref("a"), UUID.randomUUID().toString(), now)))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(server.get(path() + "/a").isGood()).isTrue();
    assertThat(write(new Write.Delete(ref("a"), red.uid(), now)))
        .isEqualTo(new WriteResult.Deleted());
    assertThat(write(new Write.Delete(ref("a"), red.uid(), now)))
        .isInstanceOf(WriteResult.NotFound.class);
  }

  /**
   * etcd takes 1.5 MiB, the API server's client of it 2, the API server itself 3: three answers.
   */
  @Test
  void whatIsTooLargeIsInvalidWhoeverSaysSo() throws Exception {
    StoredObject red = made("a", "red");
    assertThat(colour(made("large", "x".repeat(1_400_000)))).hasSize(1_400_000);
    for (int size : List.of(1_700_000, 2_300_000, 3_300_000)) {
      String text = "x".repeat(size);
      assertThat(write(new Write.Create(ref("huge"), lantern("huge", text))))
          .as("%d bytes", size)
          .isInstanceOf(WriteResult.Invalid.class);
      assertThat(
              write(
                  new Write.Replace(
                      ref("a"), red.uid(), red.resourceVersion(), lantern("a", text))))
          .isInstanceOf(WriteResult.Invalid.class);
      assertThat(write(new Write.ApplyStatus(ref("a"), red.uid(), status("state", text))))
          .isInstanceOf(WriteResult.Invalid.class);
    }
    assertThat(server.get(path() + "/huge").code()).isEqualTo(404);
    assertThat(server.get(path() + "/a").body().at("/metadata/resourceVersion").asText())
        .isEqualTo(red.resourceVersion());
  }

  private static ObjectNode status(String field, String value) {
    return JsonNodeFactory.instance.objectNode().put(field, value);
  }

  @Test
  void aStatusIsAppliedAlone() throws Exception {
    StoredObject red = made("a", "red");

    WriteResult first =
        write(new Write.ApplyStatus(ref("a"), red.uid(), status("state", "ACCEPTED")));
    StoredObject after = ((WriteResult.Stored) first).object();
    assertThat(after.json().at("/status/state").asText()).isEqualTo("ACCEPTED");
    assertThat(colour(after)).isEqualTo("red");
    assertThat(after.json().at("/metadata/generation"))
        .isEqualTo(red.json().at("/metadata/generation"));
    WriteResult again =
        write(new Write.ApplyStatus(ref("a"), red.uid(), status("state", "ACCEPTED")));
    assertThat(((WriteResult.Stored) again).object().resourceVersion())
        .as("the same status is no change")
        .isEqualTo(after.resourceVersion());
    WriteResult other = write(new Write.ApplyStatus(ref("a"), red.uid(), status("other", "x")));
    assertThat(((WriteResult.Stored) other).object().json().path("status"))
        .as("what is named no longer is gone")
        .isEqualTo(status("other", "x"));
  }

  @Test
  void aStatusIsForOneObject() throws Exception {
    StoredObject red = made("a", "red");

    assertThat(
            write(
                new Write.ApplyStatus(
                    ref("a"), UUID.randomUUID().toString(), status("state", "x"))))
        .isInstanceOf(WriteResult.Conflict.class);
    assertThat(write(new Write.ApplyStatus(ref("none"), red.uid(), status("state", "x"))))
        .isInstanceOfAny(WriteResult.NotFound.class, WriteResult.Conflict.class);
    assertThat(server.get(path() + "/none").code()).as("nothing is made").isEqualTo(404);
    assertThat(server.get(path() + "/a").body().has("status")).isFalse();
  }

  /** What the port relies on: API servers do not look at the uid of a status. */
  @Test
  void anApplyAtAnOldVersionIsRefused() throws Exception {
    StoredObject red = made("a", "red");
    write(new Write.ApplyStatus(ref("a"), red.uid(), status("state", "x")));
    ObjectNode apply = lantern("a", "red");
    apply.remove("spec");
    apply.withObject("/metadata").put("resourceVersion", red.resourceVersion());
    apply.set("status", status("state", "y"));

    assertThat(server.apply(path() + "/a/status?fieldManager=isthmus", apply).code())
        .isEqualTo(409);
    assertThat(server.get(path() + "/a").body().at("/status/state").asText()).isEqualTo("x");
  }

  @Test
  void theClusterIsKnownByItsUid() throws Exception {
    server.namespace("kube-system");
    CompletableFuture<String> uid = new CompletableFuture<>();

    port.clusterUid(uid::complete);

    assertThat(uid.get(Seen.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(
            server.get("/api/v1/namespaces/kube-system").body().at("/metadata/uid").asText());
  }

  @Test
  void kubernetesOwnKindsAreObservedToo() throws Exception {
    ObjectNode map = Server.object("v1", "ConfigMap", namespace, "istio");
    map.putObject("data").put("mesh", "trustDomain: cluster1");
    ObjectNode other = Server.object("v1", "ConfigMap", namespace, "large");
    other.putObject("data").put("a", "b");
    String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
    server.must("POST", maps, map);
    server.must("POST", maps, other);

    port.observe(ObjectKind.CONFIG_MAP, seen);

    assertThat(seen.ours(seen.next(Listed.class)))
        .extracting(o -> o.ref().key().name() + o.json().has("data"))
        .contains("istiotrue", "largefalse");
  }

  @Test
  void afterTheEndNothingIsTold() throws Exception {
    port.observe(LANTERN, seen);
    seen.next(Listed.class);

    port.close();
    server.must("POST", path(), lantern("a", "red"));
    try (KubeCluster another = server.open(OPTIONS)) {
      Seen witness = new Seen(namespace);
      another.observe(LANTERN, witness);
      assertThat(witness.ours(witness.next(Listed.class))).hasSize(1);
    }

    assertThat(seen.rest()).isEmpty();
  }
}
