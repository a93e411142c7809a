package dev.isthmus.translate;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.engine.Fault;
import dev.isthmus.translate.plan.TableTarget;
import dev.isthmus.translate.resolve.NamespacedName;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that threw, as findings: a bug of the translation, told to the user whose object met it.
 */
final class Failures {

  private static final ObjectKind UNKNOWN = new ObjectKind("", "v1", "Object");

  private Failures() {}

  static List<Finding> of(List<Fault> faults) {
    List<Finding> findings = new ArrayList<>(faults.size());
    for (Fault fault : faults) {
      findings.add(
          new Finding(
              Reason.TRANSLATION_FAILED,
              object(fault.key()),
              "",
              "This object met a bug in the rule '"
                  + fault.function()
                  + "' ("
                  + fault.cause().getClass().getSimpleName()
                  + ").",
              "What was generated for it before stays; all other objects are translated.",
              "Report it, with the object."));
    }
    return findings;
  }

  /** Whether a failure is about an object: some do not know the kind, or the cluster, of theirs. */
  static boolean concerns(Finding failure, ObjectRef object) {
    ObjectKey key = failure.object().key();
    boolean place =
        key.namespace().equals(object.key().namespace()) && key.name().equals(object.key().name());
    return failure.object().equals(object)
        || (place
            && failure.object().kind().equals(UNKNOWN)
            && (key.cluster().isEmpty() || key.cluster().equals(object.key().cluster())));
  }

  /** The object of a rule's key, as far as the key tells it. */
  private static ObjectRef object(Object key) {
    return switch (key) {
      case ObjectRef ref -> ref;
      case TableTarget target -> new ObjectRef(ObjectKind.ROUTE_TABLE, target.table());
      case ObjectKey object -> new ObjectRef(UNKNOWN, object);
      case NamespacedName name ->
          new ObjectRef(UNKNOWN, new ObjectKey("", name.namespace(), name.name()));
      default -> new ObjectRef(UNKNOWN, new ObjectKey("", "", key.toString()));
    };
  }
}
