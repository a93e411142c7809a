package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;

/**
 * A configuration object that counts, and the workspace that owns it.
 *
 * @param object the object; of equal copies in several clusters the oldest
 * @param workspace the workspace of its namespace
 */
public record Owned<R extends Resource>(R object, String workspace) {

  public ObjectKey key() {
    return object.key();
  }

  public ObjectRef ref() {
    return object.ref();
  }

  public Age age() {
    return Age.of(object.meta());
  }
}
