package dev.isthmus.agent;

import static dev.isthmus.agent.AgentWorld.ENTRY;
import static dev.isthmus.agent.AgentWorld.FIRST;
import static dev.isthmus.agent.AgentWorld.entry;
import static dev.isthmus.agent.AgentWorld.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order and how often orders are carried out. */
final class OrdersTest {
  private static final ObjectRef A = ref(ENTRY, "a");

  private final Orders orders = new Orders();
  private final Report report = new Report(ENTRY);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long ids;

  OrdersTest() {
    report.observe(new Observation.Listed(ENTRY, List.of(), "1"));
  }

  @Test
  void sixteenWritesAreUnderWayAtMostAndTheNextFollowsInItsTurn() {
    for (int i = 10; i < 30; i++) {
      order(entry("s" + i, "host"));
    }
    List<Write> first = due();
    assertThat(first).hasSize(16);
    assertThat(due()).isEmpty();
    orders.answered(first.getFirst(), new WriteResult.Unknown("503"), now);
    assertThat(due()).extracting(Write::ref).containsExactly(ref(ENTRY, "s26"));
  }

  @Test
  void anObjectHasOneWriteUnderWay() {
    order(entry("a", "one"));
    Write first = onlyDue();
    order(entry("a", "two"));
    assertThat(due()).isEmpty();
    orders.answered(first, stored(first), now);
    assertThat(onlyDue()).isInstanceOf(Write.Replace.class);
  }

  @Test
  void whatIsRightIsSettledThoughTheApiServerIsLeftAlone() {
    order(entry("b", "host"));
    orders.answered(onlyDue(), new WriteResult.Throttled(Duration.ofSeconds(9)), now);
    see(entry("a", "host"), 5);
    order(entry("a", "host"));
    assertThat(due()).isEmpty();
    assertThat(orders.takeSettled()).containsExactly(A);
    assertThat(orders.next(now)).contains(now.plusSeconds(9));
  }

  @Test
  void theNewestOrderTakesThePlaceOfOneThatWasRefused() {
    order(entry("a", "one"));
    orders.answered(onlyDue(), new WriteResult.Invalid("422"), now);
    order(entry("a", "two"));
    assertThat(orders.takeRefusals()).as("nobody asks for that any more").isEmpty();
    assertThat(onlyDue()).isEqualTo(new Write.Create(A, entry("a", "two").json()));
  }

  @Test
  void aRefusalSaysWhatWasOrderedAndIsTriedAgainInFiveMinutes() {
    order(entry("a", "one"));
    orders.answered(onlyDue(), new WriteResult.Invalid("422"), now);
    assertThat(orders.takeRefusals())
        .containsExactly(new Refusal(A, "hash-one", Refusal.Why.INVALID, "422"));
    assertThat(due()).isEmpty();
    assertThat(orders.next(now)).contains(now.plusSeconds(300));
    now = now.plusSeconds(300);
    assertThat(due()).hasSize(1);
  }

  @Test
  void pausesDoubleUpToAMinuteAndAreShortAgainAfterASuccess() {
    order(entry("a", "one"));
    for (long millis : new long[] {500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000}) {
      orders.answered(onlyDue(), new WriteResult.Unknown("503"), now);
      now = now.plusMillis(millis - 1);
      assertThat(due()).isEmpty();
      now = now.plusMillis(1);
    }
    Write write = onlyDue();
    WriteResult.Stored stored = stored(write);
    orders.answered(write, stored, now);
    assertThat(due()).isEmpty();
    assertThat(orders.takeSettled()).containsExactly(A);
    gone(stored.object());
    orders.answered(onlyDue(), new WriteResult.Unknown("503"), now);
    assertThat(due()).isEmpty();
    now = now.plusMillis(500);
    assertThat(due()).hasSize(1);
  }

  @Test
  void theFormThatTheApiServerMadeOfItIsRight() {
    order(entry("a", "host"));
    Write.Create create = (Write.Create) onlyDue();
    ObjectNode defaulted = create.json().deepCopy();
    defaulted.withObject("/spec").put("resolution", "NONE");
    StoredObject kept = new StoredObject(A, "uid", "7", defaulted);
    report.put(kept);
    orders.answered(create, new WriteResult.Stored(kept), now);
    assertThat(due()).isEmpty();
    assertThat(orders.takeSettled()).containsExactly(A);
  }

  /** Found by the simulation, seed 168: an order waited for ever, and others for it. */
  @Test
  void whatWasDeletedIsThereAgainIfItIsShownForLong() {
    see(entry("a", "host"), 5);
    delete();
    Write.Delete delete = (Write.Delete) onlyDue();
    orders.answered(delete, new WriteResult.Deleted(), now);
    order(entry("a", "host"));
    assertThat(due()).isEmpty();
    assertThat(orders.takeSettled()).as("it only seems to be there").isEmpty();
    now = orders.next(now).orElseThrow();
    assertThat(due()).isEmpty();
    assertThat(orders.takeSettled()).as("a backup was restored").containsExactly(A);
  }

  @Test
  void nothingIsJudgedWhileNothingIsKnownOfTheKind() {
    report.observe(new Observation.Lost(ENTRY, SourceLoss.UNREACHABLE, "silent"));
    order(entry("a", "host"));
    assertThat(due()).isEmpty();
    report.observe(new Observation.Listed(ENTRY, List.of(), "9"));
    now = orders.next(now).orElseThrow();
    assertThat(due()).hasSize(1);
  }

  @Test
  void droppedOrdersAreGoneAndWhatIsUnderWayIsWaitedFor() {
    order(entry("a", "host"));
    Write write = onlyDue();
    orders.drop();
    assertThat(orders.isIdle()).isFalse();
    orders.answered(write, new WriteResult.Unknown("503"), now);
    assertThat(orders.isIdle()).isTrue();
    assertThat(orders.hasWork()).isFalse();
    now = now.plusSeconds(60);
    assertThat(due()).isEmpty();
  }

  private void order(DesiredObject put) {
    orders.take(new Down.Desired(FIRST, List.of(put), List.of()));
  }

  private void delete() {
    orders.take(new Down.Desired(FIRST, List.of(), List.of(new Down.Deletion(A, "proof-a"))));
  }

  private List<Write> due() {
    orders.awake(now);
    return List.copyOf(orders.due(_ -> Optional.of(report), now, () -> ++ids).values());
  }

  private Write onlyDue() {
    List<Write> due = due();
    assertThat(due).hasSize(1);
    return due.getFirst();
  }

  private void see(DesiredObject object, int version) {
    report.put(
        new StoredObject(object.ref(), "uid", Integer.toString(version), object.json().deepCopy()));
    orders.seen(object.ref());
  }

  private void gone(StoredObject object) {
    report.observe(new Observation.Gone(object.ref(), object.uid(), "99"));
    orders.seen(object.ref());
  }

  private WriteResult.Stored stored(Write write) {
    StoredObject object =
        new StoredObject(write.ref(), "uid", "7", ((Write.Create) write).json().deepCopy());
    report.put(object);
    return new WriteResult.Stored(object);
  }
}
