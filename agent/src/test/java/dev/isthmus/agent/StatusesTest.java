package dev.isthmus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a status is written, and what users are told beside it. */
final class StatusesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectRef REF =
      new ObjectRef(ObjectKind.ROUTE_TABLE, new ObjectKey("cluster1", "shop", "cart"));

  private final Statuses statuses = new Statuses();
  private ObjectNode there = json("{}");

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private StoredObject stored() {
    ObjectNode object = json("{'kind': 'RouteTable'}");
    object.set("status", there);
    return new StoredObject(REF, "uid", "1", object);
  }

  /** Was told long enough before what is looked at. */
  private void want(String status) {
    want(status, START.minusSeconds(1));
  }

  private void want(String status, Instant now) {
    statuses.want(List.of(new Down.ObjectStatus(REF, "uid", json(status))), now);
  }

  /** What is written at a second, and then there. */
  private List<Write> at(int second) {
    List<Write> writes = statuses.due(ref -> stored(), START.plusSeconds(second));
    for (Write write : writes) {
      if (write instanceof Write.ApplyStatus status) {
        there = status.status();
      }
    }
    return writes;
  }

  private List<String> events(int second) {
    return at(second).stream()
        .filter(Write.Create.class::isInstance)
        .map(Write.Create.class::cast)
        .map(write ->
            write.json().path("type").asText() + " " + write.json().path("reason").asText())
        .toList();
  }

  private static String state(String approval) {
    return "{'common': {'State': {'approval': '%s', 'message': 'why'}}}".formatted(approval);
  }

  @Test
  void whatIsThereIsNotWrittenWhateverOthersAdd() {
    there = json("{'common': {'State': {'approval': 'ACCEPTED', 'message': 'why'}}, 'others': 1}");
    want(state("ACCEPTED"));
    assertThat(at(0)).isEmpty();
  }

  @Test
  void whatIsNoLongerSoIsWrittenAway() {
    there = json("{'isthmus': {'clusters': {'a': {'objects': 1}, 'b': {'objects': 1}}}}");
    want("{'isthmus': {'clusters': {'a': {'objects': 1}}}}");
    assertThat(at(0)).hasSize(1);
    assertThat(there.at("/isthmus/clusters/b").isMissingNode()).isTrue();
  }

  @Test
  void anObjectIsWrittenOnceASecondAndThenInItsNewestForm() {
    want("{'numSelectedRoutes': 1}");
    assertThat(at(0)).hasSize(1);
    want("{'numSelectedRoutes': 2}");
    want("{'numSelectedRoutes': 3}");
    assertThat(at(0)).isEmpty();
    assertThat(statuses.next()).contains(START.plusSeconds(1));
    assertThat(at(1)).hasSize(1);
    assertThat(there.path("numSelectedRoutes").asInt()).isEqualTo(3);
  }

  @Test
  void whatChangesWithinAMomentIsOneWriteAfterIt() {
    want("{'numSelectedRoutes': 1}", START);
    Instant written = statuses.next().orElseThrow();
    assertThat(written).isAfter(START).isBefore(START.plusSeconds(1));
    want("{'numSelectedRoutes': 2}", written.minusMillis(1));
    assertThat(statuses.next()).as("news do not put it off").contains(written);
    assertThat(statuses.due(ref -> stored(), written.minusMillis(1))).isEmpty();
    assertThat(statuses.due(ref -> stored(), written))
        .containsExactly(new Write.ApplyStatus(REF, "uid", json("{'numSelectedRoutes': 2}")));
  }

  @Test
  void whereOthersWriteOverItThePausesDouble() {
    want("{'numSelectedRoutes': 1}");
    int written = 0;
    for (int second = 0; second < 100; second++) {
      written += at(second).size();
      there = json("{'numSelectedRoutes': 9}");
      statuses.seen(REF, stored());
    }
    assertThat(written).as("at 0, 1, 3, 7, 15, 31 and 63 seconds").isEqualTo(7);
  }

  @Test
  void aConditionKeepsItsTimeAsLongAsItIsSo() {
    String held = "{'conditions': [{'type': 'Held', 'status': '%s', 'message': '%s'}]}";
    want(held.formatted("True", "one"));
    at(0);
    want(held.formatted("True", "two"));
    at(10);
    assertThat(there.at("/conditions/0/lastTransitionTime").asText())
        .isEqualTo("2026-01-01T00:00:00Z");
    want(held.formatted("False", ""));
    at(20);
    assertThat(there.at("/conditions/0/lastTransitionTime").asText())
        .isEqualTo("2026-01-01T00:00:20Z");
  }

  @Test
  void whatIsRefusedIsAnEventAndWhatIsWellIsNot() {
    want(state("ACCEPTED"));
    assertThat(events(0)).isEmpty();
    want(state("INVALID"));
    assertThat(events(2)).containsExactly("Warning Invalid");
    want(state("ACCEPTED"));
    assertThat(events(4)).containsExactly("Normal Accepted");
  }

  @Test
  void theSameStateHasAnEventOfTheSameName() {
    want(state("INVALID"));
    ObjectRef first = at(0).getLast().ref();
    there = json("{}"); // a restarted agent, an object whose status was taken away
    Statuses other = new Statuses();
    other.want(List.of(new Down.ObjectStatus(REF, "uid", json(state("INVALID")))), START);
    assertThat(other.due(ref -> stored(), START.plusSeconds(60)).getLast().ref()).isEqualTo(first);
  }

  @Test
  void whatIsHeldAndLetGoAndWhatWaitedLongIsTold() {
    String held =
        "{'conditions': [{'type': 'Held', 'reason': '%s', 'status': 'x'}],"
            + " 'isthmus': {'clusters': {'a': {'waits': [%s]}}}}";
    want(held.formatted("WouldTakeAway", "'it is held'"));
    assertThat(events(0)).containsExactly("Warning Held");
    want(held.formatted("NothingHeld", ""));
    assertThat(events(20)).containsExactly("Normal Released", "Normal Applied");
    want(held.formatted("NothingHeld", "'it was sent'"));
    assertThat(events(30)).isEmpty();
    want(held.formatted("NothingHeld", ""));
    assertThat(events(32)).as("after two seconds only").isEmpty();
  }
}
