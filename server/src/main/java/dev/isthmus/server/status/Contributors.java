package dev.isthmus.server.status;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Output;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whose a generated object is: the objects of users that it follows from. */
final class Contributors {
  private static final String USERS = ".gloo.solo.io";
  private static final String PARENT = "gloo.solo.io/parent_";

  private Contributors() {}

  /** Whether objects of a kind have a status of ours. */
  static boolean isUsers(ObjectKind kind) {
    return kind.group().endsWith(USERS);
  }

  /** The parent, and all that contributed. */
  static Set<ObjectRef> of(Output output) {
    Set<ObjectRef> refs = new TreeSet<>();
    add(refs, output.parent());
    for (Contribution contribution : output.provenance().contributions()) {
      add(refs, contribution.object());
    }
    return refs;
  }

  /** Of an object that is not wanted any more only its labels tell: its parent. */
  static Set<ObjectRef> of(@Nullable IstioObject there) {
    Set<ObjectRef> refs = new TreeSet<>();
    if (there != null) {
      add(refs, parent(there.labels()));
    }
    return refs;
  }

  private static ObjectRef parent(Map<String, String> labels) {
    return new ObjectRef(
        new ObjectKind(
            labels.getOrDefault(PARENT + "group", ""),
            labels.getOrDefault(PARENT + "version", ""),
            labels.getOrDefault(PARENT + "kind", "")),
        new ObjectKey(
            labels.getOrDefault(PARENT + "cluster", ""),
            labels.getOrDefault(PARENT + "namespace", ""),
            labels.getOrDefault(PARENT + "name", "")));
  }

  private static void add(Set<ObjectRef> refs, ObjectRef ref) {
    if (isUsers(ref.kind())) {
      refs.add(ref);
    }
  }
}
