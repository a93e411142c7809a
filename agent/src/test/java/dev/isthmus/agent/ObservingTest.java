package dev.isthmus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent that observes only, as its core decides. */
final class ObservingTest {
  private static final ObjectKind GATEWAY =
      new ObjectKind("networking.istio.io", "v1beta1", "Gateway");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Authority AUTHORITY = new Authority(3, 1);

  private final List<AgentEffect> effects = new ArrayList<>();
  private AgentCore core;

  @BeforeEach
  void connect() {
    core =
        new AgentCore(
            new AgentConfig(
                "c",
                "isthmus",
                "p1",
                "1",
                true,
                List.of(ObjectKind.CONFIG_MAP, GATEWAY),
                List.of(),
                Set.of(GATEWAY)));
    on(new AgentEvent.Started());
    on(new AgentEvent.ClusterIs("uid"));
    on(new AgentEvent.Observed(new Observation.Listed(ObjectKind.CONFIG_MAP, List.of(), "1")));
    on(new AgentEvent.Connected());
  }

  private void on(AgentEvent event) {
    effects.addAll(core.on(event, NOW));
  }

  private void listed(StoredObject... objects) {
    on(new AgentEvent.Observed(new Observation.Listed(GATEWAY, List.of(objects), "9")));
  }

  private void shown(List<DesiredObject> puts, List<Down.Deletion> deletes) {
    on(new AgentEvent.Told(new Down.Preview(puts, deletes)));
  }

  private void welcome() {
    on(new AgentEvent.Told(new Down.Welcome(AUTHORITY, new TreeMap<>())));
  }

  private static ObjectRef ref(String name) {
    return new ObjectRef(GATEWAY, new ObjectKey("c", "ns", name));
  }

  private static ObjectNode json(String name, String proof, String hash, int port) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = json.putObject("metadata").put("name", name).put("namespace", "ns");
    ObjectNode annotations = metadata.putObject("annotations");
    annotations.put(DesiredObject.PROOF, proof).put(DesiredObject.HASH, hash);
    json.putObject("spec").put("port", port);
    return json;
  }

  private static DesiredObject desired(String name, String hash, int port) {
    return new DesiredObject(ref(name), "proof", hash, json(name, "proof", hash, port));
  }

  private static StoredObject stored(String name, String proof, String hash, int port) {
    return new StoredObject(ref(name), "u-" + name, "5", json(name, proof, hash, port));
  }

  private List<String> lines() {
    return effects.stream()
        .filter(AgentEffect.Log.class::isInstance)
        .map(effect -> ((AgentEffect.Log) effect).line())
        .filter(line -> line.startsWith("would"))
        .toList();
  }

  private List<Write> writes() {
    return effects.stream()
        .filter(AgentEffect.Send.class::isInstance)
        .map(effect -> ((AgentEffect.Send) effect).write())
        .toList();
  }

  @Test
  void itSaysEachChangeOnceAndWritesNothing() {
    listed(
        stored("right", "proof", "h1", 1),
        stored("old", "proof", "h1", 1),
        stored("theirs", "", "", 1),
        stored("gone", "proof", "h1", 1));
    welcome();
    List<DesiredObject> puts =
        List.of(
            desired("new", "h2", 2),
            desired("old", "h2", 2),
            desired("right", "h1", 1),
            desired("theirs", "h2", 2));
    List<Down.Deletion> deletes = List.of(new Down.Deletion(ref("gone"), "proof"));
    shown(puts, deletes);
    shown(puts, deletes);

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "would create Gateway ns/new",
            "would change Gateway ns/old",
            "would leave Gateway ns/theirs alone: it is not ours",
            "would delete Gateway ns/gone");
    assertThat(writes()).isEmpty();
    shown(List.of(desired("old", "h3", 3)), List.of());
    assertThat(lines()).filteredOn(line -> line.contains("ns/old")).hasSize(2);
  }

  @Test
  void whatCannotBeJudgedYetIsSaidLater() {
    welcome();
    shown(List.of(desired("new", "h", 1)), List.of());
    assertThat(lines()).isEmpty();
    listed();
    assertThat(lines()).containsExactly("would create Gateway ns/new");
  }

  @Test
  void theApprovalIsKeptInTheClusterWithNothingElseToWrite() {
    listed();
    welcome();
    on(new AgentEvent.Told(new Down.Approve(AUTHORITY)));
    assertThat(core.isObserving()).isFalse();
    assertThat(writes())
        .singleElement()
        .isInstanceOfSatisfying(
            Write.Create.class,
            create -> assertThat(create.json().at("/data/approved").asText()).isEqualTo("true"));
  }

  @Test
  void itSaysHelloAsAnObserver() {
    assertThat(effects)
        .filteredOn(AgentEffect.Tell.class::isInstance)
        .extracting(effect -> ((AgentEffect.Tell) effect).message())
        .filteredOn(Up.Hello.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(Up.Hello.class, hello -> assertThat(hello.observing()).isTrue());
  }
}
