package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A line of a watch.
 *
 * @param object the object; for a bookmark its resourceVersion alone, for an error a Status
 */
record WatchEvent(Type type, ObjectNode object) {
  /** Its kinds, as they are written. */
  enum Type {
    ADDED,
    MODIFIED,
    DELETED,
    BOOKMARK,
    ERROR
  }
}
