package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import org.jspecify.annotations.Nullable;

/** What an order asks for, given what is there. */
sealed interface Verdict {
  /** What is there is what was ordered. */
  record Right() implements Verdict {}

  /** Wait: it is going already. */
  record Going() implements Verdict {}

  /** An object that does not carry the order's proof has the name: it is not touched. */
  record Foreign() implements Verdict {}

  /** This must be written. */
  record Needs(Write write) implements Verdict {}

  /**
   * Judges.
   *
   * @param there what is there; null: nothing
   * @param kept the form in which the API server kept the same hash before; null: unknown. It may
   *     add defaults or drop fields that it does not know
   */
  static Verdict of(Order order, @Nullable StoredObject there, @Nullable JsonNode kept) {
    DesiredObject desired = order.desired;
    if (there == null) {
      return desired == null ? new Right() : new Needs(new Write.Create(order.ref, desired.json()));
    }
    JsonNode metadata = there.json().path("metadata");
    String proof = metadata.path("annotations").path(DesiredObject.PROOF).asText("");
    if (proof.isEmpty() || !proof.equals(order.proof)) {
      return desired == null ? new Right() : new Foreign(); // nothing of ours is to go
    }
    if (metadata.path("deletionTimestamp").isTextual()) {
      return new Going();
    }
    if (desired == null) {
      return new Needs(new Write.Delete(order.ref, there.uid(), there.resourceVersion()));
    }
    return isRight(desired, there.json(), kept)
        ? new Right()
        : new Needs(
            new Write.Replace(
                order.ref, there.uid(), there.resourceVersion(), merged(desired, metadata)));
  }

  private static boolean isRight(DesiredObject desired, JsonNode there, @Nullable JsonNode kept) {
    JsonNode spec = there.path("spec");
    JsonNode metadata = there.path("metadata");
    JsonNode wanted = desired.json().path("metadata");
    return metadata.path("annotations").path(DesiredObject.HASH).asText("").equals(desired.hash())
        && contains(metadata.path("labels"), wanted.path("labels"))
        && contains(metadata.path("annotations"), wanted.path("annotations"))
        && (spec.equals(desired.json().path("spec")) || spec.equals(kept));
  }

  private static boolean contains(JsonNode texts, JsonNode wanted) {
    return wanted.properties().stream()
        .allMatch(text -> text.getValue().equals(texts.path(text.getKey())));
  }

  /** What others need to find again stays: finalizers and owners. */
  private static ObjectNode merged(DesiredObject desired, JsonNode metadata) {
    ObjectNode json = desired.json().deepCopy();
    for (String field : new String[] {"finalizers", "ownerReferences"}) {
      if (metadata.path(field).isArray()) {
        json.withObject("/metadata").set(field, metadata.path(field));
      }
    }
    return json;
  }
}
