package dev.isthmus.api.port;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;

/**
 * An object as an API server holds it.
 *
 * @param ref its kind and place
 * @param uid its uid: another object of the same name has another
 * @param resourceVersion its version, opaque; equal versions of one uid are equal objects
 * @param json the whole object, or the fields of it that are kept; not to be changed
 */
public record StoredObject(ObjectRef ref, String uid, String resourceVersion, ObjectNode json) {
  public StoredObject {
    requireNonNull(ref, "ref");
    requireNonNull(uid, "uid");
    requireNonNull(resourceVersion, "resourceVersion");
    requireNonNull(json, "json");
  }
}
