package dev.isthmus.testing.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import java.util.function.Function;

/**
 * An object that an environment may hold, and how to throw its content.
 *
 * @param presence the share of environments that start with it
 */
record Slot(ObjectId id, double presence, Function<Dice, ObjectNode> content) {}
