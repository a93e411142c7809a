package dev.isthmus.api;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * What a user got wrong or must know. Equal findings are one. Natural order: the worst first, then
 * by object, field, reason and text.
 *
 * @param severity how bad it is
 * @param object the object that its reader can change
 * @param field a path from {@code spec}, without {@code spec.}, such as {@code
 *     http[0].forwardTo.destinations[0].subset}; a path outside of {@code spec} starts with {@code
 *     metadata.}; empty for the whole object
 * @param what what is wrong, in one sentence
 * @param why why it matters: what happens, or does not
 * @param remedy what to do
 */
public record Finding(
    Reason reason,
    Severity severity,
    ObjectRef object,
    String field,
    String what,
    String why,
    String remedy)
    implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::object)
          .thenComparing(Finding::field)
          .thenComparing(Finding::reason)
          .thenComparing(Finding::what)
          .thenComparing(Finding::why)
          .thenComparing(Finding::remedy);

  public Finding {
    requireNonNull(reason, "reason");
    requireNonNull(severity, "severity");
    requireNonNull(object, "object");
    requireNonNull(field, "field");
    requireNonNull(what, "what");
    requireNonNull(why, "why");
    requireNonNull(remedy, "remedy");
  }

  /** A finding of the reason's own severity. */
  public Finding(
      Reason reason, ObjectRef object, String field, String what, String why, String remedy) {
    this(reason, reason.severity(), object, field, what, why, remedy);
  }

  /** For each severity, what sorts before every finding of it about an object. */
  public static List<Finding> firstOf(ObjectRef object) {
    Reason reason = Collections.min(EnumSet.allOf(Reason.class));
    return Arrays.stream(Severity.values())
        .map(severity -> new Finding(reason, severity, object, "", "", "", ""))
        .toList();
  }

  /** What, why and remedy as one text. */
  public String message() {
    return what + " " + why + " " + remedy;
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
