package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;

/**
 * A field of an object: where a finding points.
 *
 * @param object the user's object
 * @param field a path from {@code spec}; empty for the whole object
 */
public record Place(ObjectRef object, String field) {

  public Place at(String member) {
    return new Place(object, field.isEmpty() ? member : field + "." + member);
  }

  public Place at(String member, int index) {
    return at(member + "[" + index + "]");
  }

  Finding finding(Reason reason, String what, String why, String remedy) {
    return new Finding(reason, object, field, what, why, remedy);
  }

  Finding finding(Reason reason, Severity severity, String what, String why, String remedy) {
    return new Finding(reason, severity, object, field, what, why, remedy);
  }
}
