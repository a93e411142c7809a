package dev.isthmus.testing.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata and the frame of an object. */
final class Meta {
  private Meta() {}

  /** An object without a status; a null spec leaves it out. */
  static ObjectNode object(
      Dice dice, ObjectId id, Map<String, String> labels, @Nullable ObjectNode spec) {
    return Json.object(
        "apiVersion",
        id.apiVersion(),
        "kind",
        id.kind(),
        "metadata",
        meta(dice, id, labels),
        "spec",
        spec);
  }

  static ObjectNode meta(Dice dice, ObjectId id, Map<String, String> labels) {
    return Json.object(
        "name",
        id.name(),
        "namespace",
        id.namespace().isEmpty() ? null : id.namespace(),
        "labels",
        labels.isEmpty() ? null : new java.util.TreeMap<>(labels),
        "creationTimestamp",
        created(dice, id));
  }

  /**
   * Mostly a function of the identity, as in life; now and then another, equal to a sibling's, or
   * none.
   */
  private static @Nullable String created(Dice dice, ObjectId id) {
    if (dice.chance(0.1)) {
      return dice.orNone("2022-05-03T13:05:29Z");
    }
    int minute = Math.floorMod(id.hashCode(), 50);
    return "2022-05-03T13:%02d:29Z".formatted(minute);
  }

  static ObjectId id(
      String cluster, String apiVersion, String kind, String namespace, String name) {
    return new ObjectId(cluster, apiVersion, kind, namespace, name);
  }
}
