package dev.isthmus.translate.status;

import dev.isthmus.api.ObjectRef;

/**
 * A field of an object's status. Natural order: object, field.
 *
 * @param object the object
 * @param field its path below {@code status}, such as {@code numSelectedRoutes} or {@code
 *     numAppliedRoutePolicies.FaultInjectionPolicy}
 */
public record StatusKey(ObjectRef object, String field) implements Comparable<StatusKey> {
  @Override
  public int compareTo(StatusKey other) {
    int order = object.compareTo(other.object);
    return order == 0 ? field.compareTo(other.field) : order;
  }
}
