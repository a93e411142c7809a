package dev.isthmus.translate;

import dev.isthmus.api.ObjectRef;

/**
 * The part that one object had in an output.
 *
 * @param role how it contributed
 * @param object the object
 * @param what what it contributed, as words that follow the object's name: {@code federates
 *     services with app=reviews}
 * @param field the field of the contributing object, or of the output, that shows it; empty for the
 *     whole object
 */
public record Contribution(Role role, ObjectRef object, String what, String field) {

  /** How an object contributes; the first word of a line of {@code find-translation --why}. */
  public enum Role {
    /** A user's wish is the cause of the output. */
    BECAUSE,
    /** What the output is about. */
    OF,
    /** The gateway on the way. */
    THROUGH,
    /** A subset that is in use. */
    SUBSET,
    /** A policy that shaped it. */
    POLICY,
    /** Who else may see or use it. */
    FOR;

    /** In lower case, as it is printed. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
