package dev.isthmus.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;

/** A request to change one object of a cluster. */
public sealed interface Write {
  ObjectRef ref();

  /** Makes a new object; never overwrites one. */
  record Create(ObjectRef ref, ObjectNode json) implements Write {}

  /**
   * Replaces the object of this uid at this resourceVersion, and no other.
   *
   * @param json the whole object; its uid and resourceVersion are set by the port
   */
  record Replace(ObjectRef ref, String uid, String resourceVersion, ObjectNode json)
      implements Write {}

  /** Deletes the object of this uid at this resourceVersion, and no other. */
  record Delete(ObjectRef ref, String uid, String resourceVersion) implements Write {}

  /**
   * Server-side apply of {@code status} alone, as field manager {@code isthmus}.
   *
   * @param uid the object that is meant; another of the same name is left alone
   * @param status the whole status that is ours
   */
  record ApplyStatus(ObjectRef ref, String uid, ObjectNode status) implements Write {}
}
