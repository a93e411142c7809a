package dev.isthmus.api.port;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import java.util.List;

/** What an API server tells of one kind, in order. */
public sealed interface Observation {
  ObjectKind kind();

  /**
   * All objects of the kind at one resourceVersion, every page answered: what is not in it was not
   * there. The first observation of a kind, and the first after each {@link Lost}; also one that is
   * made because nothing was heard for long.
   *
   * @param resourceVersion the list's
   */
  record Listed(ObjectKind kind, List<StoredObject> objects, String resourceVersion)
      implements Observation {
    public Listed {
      objects = List.copyOf(objects);
    }
  }

  /** An object is there, new or in a new form. */
  record Put(StoredObject object) implements Observation {
    @Override
    public ObjectKind kind() {
      return object.ref().kind();
    }
  }

  /** The object with this uid was deleted. */
  record Gone(ObjectRef ref, String uid, String resourceVersion) implements Observation {
    @Override
    public ObjectKind kind() {
      return ref.kind();
    }
  }

  /** From now on nothing is known of the kind, until it is listed again. */
  record Lost(ObjectKind kind, SourceLoss why, String detail) implements Observation {}
}
