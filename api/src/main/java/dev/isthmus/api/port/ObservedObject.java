package dev.isthmus.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;

/**
 * An object as an agent reports it, reduced to what translation reads. Equal content is equal.
 *
 * @param ref its kind and place; the cluster is the agent's own
 * @param uid its uid; empty for a class of pods
 * @param json the object's fields that translation reads
 */
public record ObservedObject(ObjectRef ref, String uid, ObjectNode json) {}
