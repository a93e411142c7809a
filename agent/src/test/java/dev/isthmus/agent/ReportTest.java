package dev.isthmus.agent;

import static dev.isthmus.agent.AgentWorld.ref;
import static dev.isthmus.agent.AgentWorld.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the server is told of a kind. */
final class ReportTest {
  private final Report report = new Report(ObjectKind.SERVICE);
  private int version = 100;

  @Test
  void aSnapshotThenNumberedDeltas() {
    list(stored("a"));
    Up.Snapshot first = (Up.Snapshot) next();
    report.put(stored("b"));
    Up.Delta second = (Up.Delta) next();
    assertThat(first.objects()).hasSize(1);
    assertThat(second.after()).isEqualTo(first.sequence());
    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    assertThat(second.puts()).extracting(o -> o.ref().key().name()).containsExactly("b");
    assertThat(report.next()).isEmpty();
  }

  @Test
  void whatChangesWhileTheServerIsAwayIsToldOnceFromWhereItStopped() {
    StoredObject b = stored("b");
    list(stored("a"), b);
    long from = ((Up.Snapshot) next()).sequence();
    report.observe(new Observation.Gone(b.ref(), b.uid(), "900"));
    next(); // this delta is lost
    Up.Delta told = (Up.Delta) report.resume(from).orElseThrow();
    assertThat(told.after()).isEqualTo(from);
    assertThat(told.puts()).isEmpty();
    assertThat(told.gone()).containsExactly(b.ref());
  }

  @Test
  void aServerThatKnowsNothingOrTooMuchGetsASnapshot() {
    list(stored("a"));
    next();
    assertThat(report.resume(null).orElseThrow()).isInstanceOf(Up.Snapshot.class);
    assertThat(report.resume(99L).orElseThrow()).isInstanceOf(Up.Snapshot.class);
  }

  @Test
  void aListThatLacksSomethingGoesUpAsAWhole() {
    list(stored("a"), stored("b"));
    next();
    list(stored("a"));
    list(stored("a"));
    assertThat(((Up.Snapshot) next()).objects()).hasSize(1);
    assertThat(report.isInDoubt()).isFalse();
  }

  /** Found by the simulation, seed 1919: a list that was cut off hid an entry that callers used. */
  @Test
  void whatAListLacksStaysUntilTheNextOneLacksItToo() {
    StoredObject a = stored("a");
    StoredObject b = stored("b");
    StoredObject c = stored("c");
    list(a, b, c);
    next();
    list(a);
    assertThat(report.isInDoubt()).isTrue();
    assertThat(report.next()).isEmpty();
    assertThat(report.stored(b.ref())).isEqualTo(b);
    list(a, b);
    assertThat(report.isInDoubt()).isFalse();
    assertThat(((Up.Snapshot) next()).objects())
        .extracting(o -> o.ref().key().name())
        .containsExactly("a", "b");
  }

  @Test
  void whatIsSeenToGoOrToComeIsNotInDoubt() {
    StoredObject a = stored("a");
    StoredObject b = stored("b");
    list(a, b);
    next();
    list();
    report.observe(new Observation.Gone(a.ref(), a.uid(), "900"));
    assertThat(((Up.Delta) next()).gone()).containsExactly(a.ref());
    assertThat(report.isInDoubt()).isTrue();
    report.put(stored("b"));
    assertThat(report.isInDoubt()).isFalse();
  }

  @Test
  void podsThatLeaveTheirClassBehindAreGoneAtOnce() {
    Report pods = new Report(ObjectKind.POD);
    StoredObject kept = pod("kept", "hash-1", 1);
    StoredObject other = pod("other", "hash-1", 2);
    pods.observe(
        new Observation.Listed(
            ObjectKind.POD, List.of(kept, pod("left", "hash-1", 1), other), "1"));
    pods.observe(new Observation.Listed(ObjectKind.POD, List.of(kept, other), "2"));
    assertThat(pods.isInDoubt()).isFalse();
    pods.observe(new Observation.Listed(ObjectKind.POD, List.of(kept), "3"));
    assertThat(pods.isInDoubt()).as("a class would go").isTrue();
  }

  @Test
  void nothingIsSaidOfAKindThatIsLostAndThatItIsBackIs() {
    list(stored("a"));
    next();
    report.observe(new Observation.Lost(ObjectKind.SERVICE, SourceLoss.UNREACHABLE, "silent"));
    assertThat(report.next()).isEmpty();
    list(stored("a"));
    assertThat(next()).isInstanceOf(Up.Delta.class);
  }

  @Test
  void theWatchMayBeBehindWhatAWriteHasAnswered() {
    list();
    next();
    StoredObject old = stored("a");
    StoredObject now = stored("a");
    assertThat(report.put(now)).isTrue();
    assertThat(report.put(old)).isFalse();
    assertThat(report.stored(now.ref())).isEqualTo(now);
  }

  /** Seen on the testbed: a RouteTable that was deleted stayed, and so did its routes. */
  @Test
  void theWatchMayBeAheadOfWhatAWriteHasAnswered() {
    StoredObject a = stored("a");
    list(a);
    next();
    StoredObject written = stored("a");
    report.observe(new Observation.Gone(a.ref(), a.uid(), "900"));
    assertThat(report.written(written)).isFalse();
    assertThat(report.stored(a.ref())).isNull();
    assertThat(((Up.Delta) next()).gone()).containsExactly(a.ref());

    StoredObject again = new StoredObject(a.ref(), "uid-again", "901", a.json());
    report.put(again);
    assertThat(report.written(written)).as("of the one before").isFalse();
    assertThat(report.stored(a.ref())).isEqualTo(again);
    assertThat(report.written(new StoredObject(a.ref(), "uid-again", "902", a.json()))).isTrue();
  }

  /** Found by the simulation, seed 12: a status was taken to be there that a restore had undone. */
  @Test
  void afterARestoreAVersionMayComeAgainWithOtherContent() {
    StoredObject before = stored("a");
    list(before);
    next();
    ObjectNode json = before.json().deepCopy();
    json.withObject("/spec").put("type", "LoadBalancer");
    StoredObject after =
        new StoredObject(before.ref(), before.uid(), before.resourceVersion(), json);
    list(after);
    assertThat(report.stored(after.ref())).isEqualTo(after);
    assertThat(((Up.Delta) next()).puts())
        .extracting(o -> o.json().path("spec"))
        .containsExactly(json.path("spec"));
  }

  @Test
  void aHundredThousandPodsAreAFewClassesAndARollingUpdateIsSilence() {
    Report pods = new Report(ObjectKind.POD);
    List<StoredObject> all = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(pod("pod-" + i, "hash-1", i % 4));
    }
    pods.observe(new Observation.Listed(ObjectKind.POD, all, "1"));
    assertThat(((Up.Snapshot) pods.next().orElseThrow()).objects()).hasSize(4);
    for (int i = 0; i < 1_000; i++) {
      StoredObject old = all.get(i);
      pods.put(pod("new-" + i, "hash-2", i % 4));
      pods.observe(new Observation.Gone(old.ref(), old.uid(), Integer.toString(version++)));
    }
    assertThat(pods.next()).isEmpty();
  }

  /** Found by the simulation, seeds 1327 and 2422: a pod's class was read where the pod was not. */
  @Test
  void aPodsValuesOfAnotherTypeStayAsTheyAre() {
    Report pods = new Report(ObjectKind.POD);
    StoredObject pod = pod("a", "hash", 0);
    ((ObjectNode) pod.json().path("spec")).put("serviceAccountName", -1);
    ObjectNode container = pod.json().withObject("/spec").putArray("containers").addObject();
    container.putArray("ports").addObject().put("name", "http").put("containerPort", true);
    pods.observe(new Observation.Listed(ObjectKind.POD, List.of(pod), "1"));
    ObjectNode told = ((Up.Snapshot) pods.next().orElseThrow()).objects().getFirst().json();
    assertThat(told.at("/spec/serviceAccountName").isNumber()).isTrue();
    assertThat(told.at("/spec/containers/0/ports/0/containerPort").isBoolean()).isTrue();
    assertThat(told.at("/spec/containers/0/ports/0/protocol").asText()).isEqualTo("TCP");
  }

  private StoredObject pod(String name, String template, int account) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("metadata")
        .put("name", name)
        .put("namespace", "shop")
        .putObject("labels")
        .put("app", "web")
        .put("pod-template-hash", template);
    json.putObject("spec").put("serviceAccountName", "account-" + account);
    json.putObject("status").put("phase", "Running");
    return new StoredObject(
        ref(ObjectKind.POD, name), "uid-" + name, Integer.toString(version++), json);
  }

  private void list(StoredObject... objects) {
    report.observe(
        new Observation.Listed(ObjectKind.SERVICE, List.of(objects), Integer.toString(version++)));
  }

  private Up next() {
    Optional<Up> next = report.next();
    assertThat(next).isPresent();
    return next.orElseThrow();
  }

  private StoredObject stored(String name) {
    return new StoredObject(
        ref(ObjectKind.SERVICE, name), "uid-" + name, Integer.toString(version++), service(name));
  }
}
