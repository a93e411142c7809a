package dev.isthmus.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;

/**
 * An object that the server wants in the agent's cluster.
 *
 * @param ref its kind and place
 * @param proof the proof of ownership that the object carries; one that is there without it is not
 *     touched
 * @param hash of the content; also in the object's annotation {@code isthmus.dev/hash}, so that
 *     what is right is not written again
 * @param json the whole object
 */
public record DesiredObject(ObjectRef ref, String proof, String hash, ObjectNode json) {
  /** The annotation that holds an object's proof of ownership. */
  public static final String PROOF = "isthmus.dev/proof";

  /** The annotation that holds the hash of what was ordered. */
  public static final String HASH = "isthmus.dev/hash";
}
