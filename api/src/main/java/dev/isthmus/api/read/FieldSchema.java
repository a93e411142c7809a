package dev.isthmus.api.read;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a message: one line of the table.
 *
 * @param name its name, as proto JSON writes it
 * @param shape how many values it has
 * @param type what its values are
 * @param since the versions that have it: the first, or a range
 * @param support what it does here
 * @param marks how the reader treats it
 * @param group the oneof that it is a member of; null: none
 * @param becomes what it becomes in Istio, in the words of the API reference
 * @param meaning what it means, and its default
 */
record FieldSchema(
    String name,
    Shape shape,
    ValueType type,
    String since,
    Support support,
    Set<Mark> marks,
    @Nullable String group,
    String becomes,
    String meaning) {

  /** How many values a field has. */
  enum Shape {
    ONE,
    LIST,
    MAP
  }

  /** What the reader does about a field's absence or its bad values. */
  enum Mark {
    /** Without it the message means nothing. */
    REQUIRED,
    /** Set on one item of a list, it must be set on all. */
    ALIKE,
    /** A bad value counts as absent: that widens nothing. */
    HARMLESS,
    /** Bad items are left out, as long as one stays; else the message is bad. */
    EACH,
    /** Bad items are left out, even if none stays: an empty list selects nothing here. */
    ANY
  }

  boolean has(Mark mark) {
    return marks.contains(mark);
  }
}
