package dev.isthmus.agent;

import static dev.isthmus.agent.AgentWorld.ENTRY;
import static dev.isthmus.agent.AgentWorld.entry;
import static dev.isthmus.agent.AgentWorld.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an order asks for, for each thing that can be there. */
final class VerdictTest {
  private static final ObjectRef A = ref(ENTRY, "a");
  private static final DesiredObject WANTED = entry("a", "host");
  private static final Order PUT = new Order(A, "proof-a", WANTED);
  private static final Order DELETE = new Order(A, "proof-a", null);

  @Test
  void whatIsNotThereIsMadeAndNeedsNoDelete() {
    assertThat(Verdict.of(PUT, null, null))
        .isEqualTo(new Verdict.Needs(new Write.Create(A, WANTED.json())));
    assertThat(Verdict.of(DELETE, null, null)).isInstanceOf(Verdict.Right.class);
  }

  @Test
  void whatIsThereAsItWasOrderedIsRightWhateverOthersHaveAdded() {
    assertThat(put(json -> {})).isInstanceOf(Verdict.Right.class);
    assertThat(
            put(json -> {
              json.withObject("/metadata/labels").put("by", "others");
              json.withObject("/metadata/annotations").put("by", "others");
            }))
        .isInstanceOf(Verdict.Right.class);
  }

  @Test
  void aChangedSpecOrHashIsPutRightWithUidAndVersionOfWhatIsThere() {
    Verdict.Needs spec = (Verdict.Needs) put(json -> json.withObject("/spec").put("x", 1));
    assertThat(spec.write()).isEqualTo(new Write.Replace(A, "uid", "7", WANTED.json()));
    assertThat(put(json -> annotations(json).put(DesiredObject.HASH, "another")))
        .isInstanceOf(Verdict.Needs.class);
    assertThat(put(json -> annotations(json).remove(DesiredObject.HASH)))
        .isInstanceOf(Verdict.Needs.class);
  }

  @Test
  void aFormThatTheApiServerKeptOfTheSameHashIsRight() {
    ObjectNode there = WANTED.json().deepCopy();
    there.withObject("/spec").put("resolution", "NONE");
    assertThat(of(PUT, there, there.path("spec").deepCopy())).isInstanceOf(Verdict.Right.class);
    assertThat(of(PUT, there, WANTED.json().path("spec"))).isInstanceOf(Verdict.Needs.class);
  }

  @Test
  void withoutTheOrdersProofItIsForeignWhateverElseFits() {
    for (Order order : new Order[] {PUT, new Order(A, "", WANTED)}) {
      ObjectNode none = WANTED.json().deepCopy();
      annotations(none).remove(DesiredObject.PROOF);
      assertThat(of(order, none, null)).isInstanceOf(Verdict.Foreign.class);
      ObjectNode another = WANTED.json().deepCopy();
      annotations(another).put(DesiredObject.PROOF, "proof-b");
      assertThat(of(order, another, null)).isInstanceOf(Verdict.Foreign.class);
    }
  }

  @Test
  void whatIsGoingIsWaitedForAndAForeignOneStaysForeign() {
    Consumer<ObjectNode> going =
        json -> json.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    assertThat(put(going)).isInstanceOf(Verdict.Going.class);
    assertThat(put(going.andThen(json -> annotations(json).remove(DesiredObject.PROOF))))
        .isInstanceOf(Verdict.Foreign.class);
  }

  @Test
  void aDeleteNamesTheObjectThatWasSeen() {
    assertThat(of(DELETE, WANTED.json(), null))
        .isEqualTo(new Verdict.Needs(new Write.Delete(A, "uid", "7")));
  }

  @Test
  void nothingOfOursIsToGoWhereAnotherHasTheName() {
    ObjectNode theirs = WANTED.json().deepCopy();
    annotations(theirs).put(DesiredObject.PROOF, "proof-b");
    assertThat(of(DELETE, theirs, null)).isInstanceOf(Verdict.Right.class);
  }

  @Test
  void finalizersAndOwnersOfOthersStay() {
    Verdict.Needs needs =
        (Verdict.Needs)
            put(json -> {
              json.withObject("/spec").put("x", 1);
              json.withObject("/metadata").putArray("finalizers").add("by/others");
              json.withObject("/metadata").putArray("ownerReferences").addObject().put("uid", "o");
            });
    JsonNode metadata = ((Write.Replace) needs.write()).json().path("metadata");
    assertThat(metadata.path("finalizers").path(0).asText()).isEqualTo("by/others");
    assertThat(metadata.path("ownerReferences").path(0).path("uid").asText()).isEqualTo("o");
    assertThat(WANTED.json().path("metadata").has("finalizers")).isFalse();
  }

  private static ObjectNode annotations(ObjectNode json) {
    return json.withObject("/metadata/annotations");
  }

  /** The verdict where an object is there as it was ordered, but for this. */
  private static Verdict put(Consumer<ObjectNode> change) {
    ObjectNode there = WANTED.json().deepCopy();
    change.accept(there);
    return of(PUT, there, null);
  }

  private static Verdict of(Order order, ObjectNode there, @Nullable JsonNode kept) {
    return Verdict.of(order, new StoredObject(A, "uid", "7", there), kept);
  }
}
