package dev.isthmus.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;

/**
 * An object as an agent has reported it, kept as text: a tree takes five times as much.
 *
 * @param ref its kind and place
 * @param uid its uid; empty for a class of pods
 * @param json the object's fields that were reported
 */
public record Remembered(ObjectRef ref, String uid, String json) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What is kept of a report. */
  public static Remembered of(ObservedObject object) {
    return new Remembered(object.ref(), object.uid(), object.json().toString());
  }

  /** The report. */
  public ObservedObject observed() {
    try {
      return new ObservedObject(ref, uid, (ObjectNode) JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was written as JSON", e);
    }
  }
}
