package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kubesim.ManagedFields.Owner;
import dev.isthmus.kubesim.ManagedFields.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Server-side apply: the writer owns the fields that it names, gives up those that it named before
 * and no longer does, and may not change what another owns, unless by force.
 */
final class ServerSideApply {
  private ServerSideApply() {}

  /**
   * The object after the apply, with its managedFields.
   *
   * @param live what is there; for a new object its identity alone
   * @param wanted what the writer names
   */
  static ObjectNode apply(
      ResourceType type, ObjectNode live, ObjectNode wanted, Writer writer, boolean force) {
    SortedSet<String> named = Fields.of(wanted);
    SortedSet<String> before = new TreeSet<>();
    List<Owner> others = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    for (Owner owner : ManagedFields.of(live)) {
      if (owner.is(writer, "Apply")) {
        before.addAll(owner.fields());
        continue;
      }
      SortedSet<String> disputed = disputed(owner, named, live, wanted);
      disputed.forEach(field -> conflicts.add(conflict(owner, field)));
      others.add(owner.without(disputed));
    }
    if (!force && !conflicts.isEmpty()) {
      throw conflicts(conflicts);
    }
    ObjectNode result = live.deepCopy();
    before.removeAll(named);
    others.forEach(owner -> before.removeAll(owner.fields()));
    before.forEach(field -> Fields.remove(result, field));
    named.forEach(field -> Fields.set(result, field, wanted.at(field)));
    others.add(new Owner(writer.manager(), "Apply", writer.subresource(), writer.time(), named));
    ManagedFields.set(result, others);
    return sameButTime(live, result) ? live : result;
  }

  /** What another owns and the writer would change. */
  private static SortedSet<String> disputed(
      Owner owner, SortedSet<String> named, ObjectNode live, ObjectNode wanted) {
    SortedSet<String> disputed = new TreeSet<>();
    for (String field : owner.fields()) {
      boolean touched =
          named.stream()
              .anyMatch(n ->
                  (n.equals(field) && !wanted.at(n).equals(live.at(n)))
                      || n.startsWith(field + "/")
                      || field.startsWith(n + "/"));
      if (touched) {
        disputed.add(field);
      }
    }
    return disputed;
  }

  private static String conflict(Owner owner, String field) {
    return "conflict with \"" + owner.manager() + "\": " + field.replace('/', '.');
  }

  private static ApiFailure conflicts(List<String> conflicts) {
    String count = conflicts.size() == 1 ? "1 conflict: " : conflicts.size() + " conflicts: ";
    return new ApiFailure(
        409, "Conflict", "Apply failed with " + count + String.join("; ", conflicts));
  }

  private static boolean sameButTime(ObjectNode a, ObjectNode b) {
    return timeless(a).equals(timeless(b));
  }

  private static ObjectNode timeless(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.at("/metadata/managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
    return copy;
  }
}
