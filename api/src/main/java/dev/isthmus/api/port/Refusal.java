package dev.isthmus.api.port;

import dev.isthmus.api.ObjectRef;

/**
 * An order that an agent could not carry out, for now or for good.
 *
 * @param ref the object
 * @param hash what was ordered; empty for a delete
 * @param why which kind of answer
 * @param detail the API server's words
 */
public record Refusal(ObjectRef ref, String hash, Why why, String detail) {
  /** The kinds of answers. */
  public enum Why {
    /** An object without our proof has the name. */
    FOREIGN,
    /** The API server or an admission policy finds it wrong. */
    INVALID,
    /** The right is not granted. */
    FORBIDDEN,
    /** The namespace or the kind is not there. */
    NOT_THERE
  }
}
