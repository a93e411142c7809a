package dev.isthmus.server.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.status.Copies;
import dev.isthmus.translate.status.StatusValue;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * An object that several clusters hold with one spec: one of them counts, and the others are told
 * what it is told.
 *
 * @param object the object
 * @param counting the one that counts, maybe itself
 * @param clusters where others are that do not count, if it does
 */
record Copy(ObjectRef object, ObjectRef counting, Set<String> clusters) {
  private static final Set<ObjectKind> KINDS =
      Set.of(
          ObjectKind.FAULT_INJECTION_POLICY,
          ObjectKind.RETRY_TIMEOUT_POLICY,
          ObjectKind.ROUTE_TABLE,
          ObjectKind.VIRTUAL_GATEWAY,
          ObjectKind.WORKSPACE_SETTINGS);

  /** Whether objects of a kind may be copied to several clusters. */
  static boolean isPossible(ObjectKind kind) {
    return KINDS.contains(kind);
  }

  static Copy of(ObjectRef object, Translation translation) {
    SortedMap<String, StatusValue> fields = translation.fields(object);
    ObjectRef counting =
        fields.get(Copies.COPY_OF) instanceof StatusValue.Reference(ObjectRef other)
            ? other
            : object;
    return new Copy(object, counting, clusters(fields));
  }

  /** The objects whose status follows from this one's. */
  static List<ObjectRef> copiesOf(ObjectRef object, Translation translation) {
    return !isPossible(object.kind())
        ? List.of()
        : clusters(translation.fields(object)).stream()
            .map(cluster ->
                new ObjectRef(
                    object.kind(),
                    new ObjectKey(cluster, object.key().namespace(), object.key().name())))
            .toList();
  }

  private static Set<String> clusters(SortedMap<String, StatusValue> fields) {
    return fields.get(Copies.COPIES) instanceof StatusValue.Clusters(var names) ? names : Set.of();
  }

  private boolean counts() {
    return object.equals(counting);
  }

  private String text() {
    String why = "it is the oldest of those with this namespace, name and spec.";
    return counts()
        ? "This object counts for its copies in " + String.join(", ", clusters) + ": " + why
        : "The copy in "
            + counting.key().cluster()
            + " counts, not this one: "
            + why
            + " What is told here is told of that one.";
  }

  /** A word for the message of a copy, for CRDs that know no conditions. */
  List<String> notes() {
    return counts() ? List.of() : List.of(text());
  }

  /** Says which counts, if there are several. */
  void condition(ObjectNode status, UserObject told) {
    if (counts() && clusters.isEmpty()) {
      var _ = StatusJson.conditions(status);
    } else {
      StatusJson.condition(
          status, "Counts", counts(), told.generation(), counts() ? "Oldest" : "Copy", text());
    }
  }
}
