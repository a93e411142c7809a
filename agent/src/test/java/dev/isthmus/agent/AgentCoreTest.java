package dev.isthmus.agent;

import static dev.isthmus.agent.AgentWorld.ENTRY;
import static dev.isthmus.agent.AgentWorld.FIRST;
import static dev.isthmus.agent.AgentWorld.entry;
import static dev.isthmus.agent.AgentWorld.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an agent does with orders and with answers of an API server, a rule each. */
final class AgentCoreTest {
  private static final ObjectRef A = ref(ENTRY, "a");

  @Test
  void whatIsOrderedIsMadeOnceAndSettledWhenItIsSeen() {
    AgentWorld world = AgentWorld.working();
    world.order(entry("a", "a.global"));
    assertThat(world.onlyWrite()).isInstanceOf(Write.Create.class);
    assertThat(world.applied()).as("not before it is there").isEmpty();
    StoredObject stored = world.carryOut();
    assertThat(world.applied()).containsExactly(new Up.Applied(FIRST, List.of(A), List.of()));
    world.see(stored);
    world.order(entry("a", "a.global"));
    assertThat(world.sent()).as("what is right is not written again").isEmpty();
    assertThat(world.applied()).hasSize(1);
  }

  @Test
  void aChangeCarriesUidAndResourceVersionOfWhatWasSeen() {
    AgentWorld world = withA();
    StoredObject there = world.stored(A, "uid-a", entry("a", "a.global").json());
    world.see(there);
    world.order(entry("a", "b.global"));
    assertThat(world.onlyWrite())
        .isEqualTo(
            new Write.Replace(A, "uid-a", there.resourceVersion(), entry("a", "b.global").json()));
  }

  @Test
  void aConflictIsReadAndJudgedAgainAfterAPauseThatDoubles() {
    AgentWorld world = AgentWorld.working();
    world.order(entry("a", "a.global"));
    world.answer(new WriteResult.Conflict("changed"));
    assertThat(world.sent()).isEmpty();
    world.pass(Duration.ofMillis(499));
    assertThat(world.sent()).isEmpty();
    world.pass(Duration.ofMillis(1));
    world.answer(new WriteResult.Conflict("changed"));
    world.pass(Duration.ofMillis(999));
    assertThat(world.sent()).isEmpty();
    world.pass(Duration.ofMillis(1));
    assertThat(world.sent()).hasSize(1);
  }

  @Test
  void aTimeOutAfterTheCommitIsFoundToBeRight() {
    AgentWorld world = AgentWorld.working();
    world.order(entry("a", "a.global"));
    Write.Create create = (Write.Create) world.onlyWrite();
    world.answer(new WriteResult.Unknown("time-out"));
    world.see(world.stored(A, "uid-a", create.json()));
    assertThat(world.applied()).extracting(Up.Applied::settled).contains(List.of(A));
    world.pass(Duration.ofMinutes(2));
    assertThat(world.sent()).isEmpty();
  }

  @Test
  void aThrottledApiServerIsLeftAloneAsLongAsItSays() {
    AgentWorld world = AgentWorld.working();
    world.order(entry("a", "a.global"));
    world.answer(new WriteResult.Throttled(Duration.ofSeconds(7)));
    world.order(entry("b", "b.global"));
    assertThat(world.sent()).as("other objects wait too").isEmpty();
    assertThat(world.lastWake()).isEqualTo(world.now.plusSeconds(7));
    world.pass(Duration.ofSeconds(7));
    assertThat(world.sent()).hasSize(2);
  }

  @Test
  void whatIsForbiddenInvalidOrNotThereIsToldAndTriedAgain() {
    assertRefused(new WriteResult.Forbidden("403"), Refusal.Why.FORBIDDEN);
    assertRefused(new WriteResult.Invalid("413"), Refusal.Why.INVALID);
    assertRefused(new WriteResult.NotFound("no namespace"), Refusal.Why.NOT_THERE);
  }

  private static void assertRefused(WriteResult result, Refusal.Why why) {
    AgentWorld world = AgentWorld.working();
    world.order(entry("a", "a.global"));
    world.answer(result);
    assertThat(world.applied())
        .flatExtracting(Up.Applied::refusals)
        .extracting(Refusal::ref, Refusal::why)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(A, why));
    world.pass(Duration.ofMinutes(5));
    assertThat(world.sent()).as(why.name()).hasSize(1);
  }

  @Test
  void anObjectWithoutOurProofIsNotTouched() {
    AgentWorld world = AgentWorld.working();
    ObjectNode theirs = entry("a", "theirs").json();
    theirs.withObject("/metadata/annotations").remove(DesiredObject.PROOF);
    world.see(world.stored(A, "uid-x", theirs));
    world.order(entry("a", "a.global"));
    world.told(new Down.Desired(FIRST, List.of(), List.of(new Down.Deletion(A, "proof-a"))));
    world.pass(Duration.ofHours(1));
    assertThat(world.sent()).isEmpty();
    assertThat(world.applied())
        .flatExtracting(Up.Applied::refusals)
        .extracting(Refusal::why)
        .containsOnly(Refusal.Why.FOREIGN);
  }

  @Test
  void theProofOfAnotherObjectIsNone() {
    AgentWorld world = AgentWorld.working();
    world.see(world.stored(A, "uid-x", entry("copied", "theirs").json()));
    world.order(entry("a", "a.global"));
    assertThat(world.sent()).isEmpty();
  }

  @Test
  void theEndOfAFormerObjectOfTheNameIsNotTheEndOfThisOne() {
    AgentWorld world = withA();
    StoredObject former = world.stored(A, "uid-former", entry("a", "a.global").json());
    StoredObject now = world.stored(A, "uid-now", entry("a", "a.global").json());
    world.see(former);
    world.see(now);
    world.said();
    world.gone(former);
    assertThat(world.said()).isEmpty();
    assertThat(world.sent()).as("it is there").isEmpty();
  }

  @Test
  void lowerAuthoritiesAreNotObeyed() {
    AgentWorld world = AgentWorld.working();
    world.told(new Down.Desired(new Authority(0, 9), List.of(entry("a", "a.global")), List.of()));
    assertThat(world.hungUp).isTrue();
    assertThat(world.sent()).isEmpty();
    assertThat(world.core.obeyed()).isEqualTo(FIRST);
  }

  @Test
  void aNewEpochIsClaimedBeforeItsFirstWrite() {
    AgentWorld world = AgentWorld.working();
    Authority next = new Authority(2, 1);
    world.told(new Down.Desired(next, List.of(entry("a", "a.global")), List.of()));
    assertThat(world.onlyWrite().ref()).isEqualTo(world.config.claim());
    world.answer(new WriteResult.Conflict("another process was first"));
    world.pass(Duration.ofSeconds(1));
    assertThat(world.onlyWrite().ref()).isEqualTo(world.config.claim());
    world.carryOut();
    assertThat(world.onlyWrite().ref()).isEqualTo(A);
  }

  @Test
  void anotherProcessInTheClusterEndsTheWorkOfOneThatIsAway() {
    AgentWorld world = withA();
    world.on(new AgentEvent.Disconnected());
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.putObject("metadata");
    map.putObject("data").put("process", "process-2").put("authority", "1.5");
    world.see(world.stored(world.config.claim(), "uid-claim", map));
    world.see(world.stored(A, "uid-a", entry("a", "changed").json()));
    world.pass(Duration.ofHours(1));
    assertThat(world.sent()).isEmpty();
    assertThat(world.core.obeyed()).isEqualTo(new Authority(1, 5));
  }

  @Test
  void ordersOfAFormerConnectionAreDropped() {
    AgentWorld world = withA();
    world.on(new AgentEvent.Disconnected());
    world.connect(new Authority(1, 2));
    world.see(world.stored(A, "uid-a", entry("a", "changed").json()));
    world.pass(Duration.ofHours(1));
    assertThat(world.sent()).as("the server orders anew what is still to be done").isEmpty();
  }

  @Test
  void whileTheServerIsAwayItGoesOnWithWhatItHas() {
    AgentWorld world = withA();
    world.on(new AgentEvent.Disconnected());
    world.see(world.stored(A, "uid-a", entry("a", "changed").json()));
    assertThat(world.onlyWrite()).isInstanceOf(Write.Replace.class);
  }

  @Test
  void anAgentThatObservesWritesAfterItIsApproved() {
    AgentWorld world = new AgentWorld(true);
    world.begin();
    world.connect(FIRST);
    world.order(entry("a", "a.global"));
    world.pass(Duration.ofHours(1));
    assertThat(world.sent()).isEmpty();
    world.told(new Down.Approve(FIRST));
    assertThat(world.onlyWrite().ref()).isEqualTo(world.config.claim());
    world.carryOut();
    assertThat(world.onlyWrite().ref()).isEqualTo(A);
  }

  @Test
  void nothingIsWrittenOfAKindThatIsNotKnown() {
    AgentWorld world = AgentWorld.working();
    world.on(
        new AgentEvent.Observed(new Observation.Lost(ENTRY, SourceLoss.INCOMPLETE, "410, again")));
    assertThat(world.said())
        .containsExactly(new Up.SourceLost(ENTRY, SourceLoss.INCOMPLETE, "410, again"));
    world.order(entry("a", "a.global"));
    world.pass(Duration.ofMinutes(1));
    assertThat(world.sent()).isEmpty();
    world.list(ENTRY);
    world.pass(Duration.ofSeconds(1));
    assertThat(world.sent()).isNotEmpty();
  }

  @Test
  void aStatusIsWrittenOnceASecondAndOnlyWhenItChanges() {
    AgentWorld world = AgentWorld.working();
    ObjectRef service = ref(ObjectKind.SERVICE, "web");
    StoredObject there = world.stored(service, "uid-web", AgentWorld.service("web"));
    world.see(there);
    world.told(status(service, "one"));
    world.pass(Duration.ofSeconds(1));
    world.told(status(service, "two"));
    assertThat(world.onlyWrite()).isInstanceOf(Write.ApplyStatus.class);
    ObjectNode json = AgentWorld.service("web");
    json.putObject("status").put("state", "one").put("others", "say more");
    world.answer(new WriteResult.Stored(world.stored(service, "uid-web", json)));
    assertThat(world.sent()).as("not within the second").isEmpty();
    world.pass(Duration.ofSeconds(1));
    assertThat(world.onlyWrite())
        .isEqualTo(new Write.ApplyStatus(service, "uid-web", state("two")));
    ObjectNode second = AgentWorld.service("web");
    second.putObject("status").put("state", "two").put("others", "say more");
    world.answer(new WriteResult.Stored(world.stored(service, "uid-web", second)));
    world.told(status(service, "two"));
    world.pass(Duration.ofMinutes(1));
    assertThat(world.sent()).as("it says so already").isEmpty();
  }

  private static Down.SetStatus status(ObjectRef ref, String state) {
    return new Down.SetStatus(FIRST, List.of(new Down.ObjectStatus(ref, "uid-web", state(state))));
  }

  private static ObjectNode state(String state) {
    return JsonNodeFactory.instance.objectNode().put("state", state);
  }

  /** An agent whose order for A is carried out. */
  private static AgentWorld withA() {
    AgentWorld world = AgentWorld.working();
    world.order(entry("a", "a.global"));
    world.carryOut();
    world.said();
    return world;
  }

  @Test
  void aKindWhoseListLacksSomethingIsListedOnceMore() {
    AgentWorld world = AgentWorld.working();
    world.list(ENTRY, world.stored(A, "uid-a", entry("a", "a.global").json()));
    world.pass(Duration.ofSeconds(1));
    world.list(ENTRY, world.stored(A, "uid-a", entry("a", "a.global").json()));
    world.takeObserved();
    world.list(ENTRY);
    assertThat(world.takeObserved()).as("not at once").isEmpty();
    world.pass(Duration.ofSeconds(1));
    assertThat(world.takeObserved()).containsExactly(ENTRY);
    world.list(ENTRY);
    world.pass(Duration.ofSeconds(5));
    assertThat(world.takeObserved()).isEmpty();
  }

  @Test
  void aKindIsListedOnceMoreWhenSomethingIsThereThatItsListLacked() {
    AgentWorld world = AgentWorld.working();
    world.takeObserved();
    world.order(entry("hidden", "a"));
    world.answer(new WriteResult.AlreadyExists());
    world.pass(Duration.ofSeconds(1));
    assertThat(world.takeObserved()).containsExactly(ENTRY);
  }
}
