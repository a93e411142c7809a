package dev.isthmus.translate.resolve;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old an object is, as far as it decides between two. Natural order: oldest first; without a
 * timestamp an object is the youngest; ties by cluster, namespace, name.
 */
public record Age(@Nullable Instant created, ObjectKey key) implements Comparable<Age> {

  /** The age in an object's metadata. */
  public static Age of(Meta meta) {
    return new Age(meta.created(), meta.key());
  }

  @Override
  public int compareTo(Age other) {
    Instant mine = created;
    Instant its = other.created;
    if (mine == null && its == null) {
      return key.compareTo(other.key);
    }
    if (mine == null || its == null) {
      return mine == null ? 1 : -1;
    }
    int order = mine.compareTo(its);
    return order == 0 ? key.compareTo(other.key) : order;
  }
}
