package dev.isthmus.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One change of one object: its new content, or empty when it goes. */
public record Edit(ObjectId object, Optional<ObjectNode> after) {
  public static Edit put(ObjectId object, ObjectNode after) {
    return new Edit(object, Optional.of(after));
  }

  public static Edit remove(ObjectId object) {
    return new Edit(object, Optional.empty());
  }

  @Override
  public String toString() {
    return (after.isPresent() ? "put " : "remove ") + object;
  }
}
