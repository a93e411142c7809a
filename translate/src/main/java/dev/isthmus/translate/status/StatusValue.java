package dev.isthmus.translate.status;

import dev.isthmus.api.ObjectRef;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a field of a status says. */
public sealed interface StatusValue {
  /** How many there are. */
  record Count(int number) implements StatusValue {}

  /** A reference to an object. */
  record Reference(ObjectRef object) implements StatusValue {}

  /** The name of a workspace. */
  record Name(String name) implements StatusValue {}

  /** Names of clusters. */
  record Clusters(SortedSet<String> names) implements StatusValue {
    public Clusters {
      names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
  }
}
