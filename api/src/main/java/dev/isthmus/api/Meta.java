package dev.isthmus.api;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of an object as it was read.
 *
 * @param key where the object lives
 * @param labels its labels, sorted
 * @param annotations its annotations, sorted, without kubectl's copy of the object
 * @param created its {@code creationTimestamp}; null when there is none: then it is the youngest
 * @param uid its uid; empty when unknown
 * @param generation its generation; 0 when unknown
 */
public record Meta(
    ObjectKey key,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    @Nullable Instant created,
    String uid,
    long generation) {

  /**
   * Oldest first; an object without a timestamp is the youngest; ties by cluster, namespace, name
   * (translation rules, Workspaces).
   */
  public static final Comparator<Meta> BY_AGE =
      comparing(Meta::created, nullsLast(naturalOrder())).thenComparing(Meta::key);

  public Meta {
    requireNonNull(key, "key");
    labels = Labels.copyOf(labels);
    annotations = Labels.copyOf(annotations);
    requireNonNull(uid, "uid");
  }

  /** Metadata with labels alone, for objects that are made and not read. */
  public static Meta of(ObjectKey key, SortedMap<String, String> labels) {
    return new Meta(key, labels, Labels.EMPTY, null, "", 0);
  }
}
