package dev.isthmus.server;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one kind in one cluster: nothing (never heard), a last state, or the live one.
 */
final class Source {

  /** How much is known. */
  enum Knowledge {
    NEVER_HEARD,
    STALE,
    LIVE
  }

  /**
   * What a report changed.
   *
   * @param explained whether each loss was seen to happen; a list that lacks something explains
   *     nothing
   */
  record News(List<ObservedObject> puts, List<ObjectRef> gone, boolean explained) {
    static final News NONE = new News(List.of(), List.of(), true);
  }

  private final Map<ObjectRef, Remembered> objects = new TreeMap<>();

  /** What a list lacked that proves no absence: it stays until it is seen again or approved. */
  private final Set<ObjectRef> doubtful = new HashSet<>();

  private Knowledge knowledge = Knowledge.NEVER_HEARD;
  private String process = "";
  private long sequence;
  private String highest = "";

  Knowledge knowledge() {
    return knowledge;
  }

  Set<ObjectRef> refs() {
    return objects.keySet();
  }

  List<Remembered> objects() {
    return List.copyOf(objects.values());
  }

  String highest() {
    return highest;
  }

  /** The sequence from which this agent's process can go on; -1: a snapshot is needed. */
  long resumable(String agent) {
    return knowledge != Knowledge.NEVER_HEARD && process.equals(agent) ? sequence : -1;
  }

  boolean hasDoubts() {
    return !doubtful.isEmpty();
  }

  /** What may come back. */
  Set<ObjectRef> doubts() {
    return new TreeSet<>(doubtful);
  }

  /** Takes over what a former server knew. */
  void remember(List<Remembered> known, String version) {
    known.forEach(object -> objects.put(object.ref(), object));
    highest = version;
    knowledge = Knowledge.STALE;
  }

  void lost() {
    if (knowledge == Knowledge.LIVE) {
      knowledge = Knowledge.STALE;
    }
  }

  /** The deltas go on where the last report ended. */
  void resumed() {
    knowledge = Knowledge.LIVE;
  }

  /**
   * All that is there.
   *
   * @param certain whether absence counts in any case: of generated objects what is not there is to
   *     be made again
   * @param doubted whether the cluster is another than was known, so that absence proves nothing
   */
  News snapshot(
      String agent,
      long number,
      String version,
      List<ObservedObject> all,
      boolean certain,
      boolean doubted) {
    boolean behind = !certain && (doubted || isBelow(version, highest));
    process = agent;
    sequence = number;
    knowledge = Knowledge.LIVE;
    highest = isBelow(version, highest) ? highest : version;
    Set<ObjectRef> listed = new HashSet<>();
    all.forEach(object -> listed.add(object.ref()));
    List<ObservedObject> puts = new ArrayList<>();
    for (ObservedObject object : all) {
      put(object, puts);
    }
    List<ObjectRef> missing =
        objects.keySet().stream().filter(ref -> !listed.contains(ref)).toList();
    if (behind) {
      doubtful.addAll(missing);
      return new News(puts, List.of(), false);
    }
    missing.forEach(this::forget);
    return new News(puts, missing, false);
  }

  /** What changed; null: the numbers do not fit, and a snapshot is needed. */
  @Nullable News delta(
      String agent,
      long after,
      long number,
      String version,
      List<ObservedObject> changed,
      List<ObjectRef> gone,
      boolean certain) {
    if (after != sequence || !process.equals(agent)) {
      return null;
    }
    knowledge = Knowledge.LIVE;
    sequence = number;
    boolean behind = !certain && isBelow(version, highest);
    highest = isBelow(version, highest) ? highest : version;
    List<ObservedObject> puts = new ArrayList<>();
    for (ObservedObject object : changed) {
      put(object, puts);
    }
    if (behind) {
      gone.stream().filter(objects::containsKey).forEach(doubtful::add);
      return new News(puts, List.of(), true);
    }
    List<ObjectRef> went = gone.stream().filter(objects::containsKey).toList();
    went.forEach(this::forget);
    return new News(puts, went, true);
  }

  private void put(ObservedObject object, List<ObservedObject> news) {
    doubtful.remove(object.ref());
    Remembered now = Remembered.of(object);
    if (!now.equals(objects.put(object.ref(), now))) {
      news.add(object);
    }
  }

  private void forget(ObjectRef ref) {
    objects.remove(ref);
    doubtful.remove(ref);
  }

  /** Absences that were in doubt count from now on. */
  News approve() {
    List<ObjectRef> gone = List.copyOf(doubtful);
    gone.forEach(this::forget);
    return new News(List.of(), gone, true);
  }

  static boolean isBelow(String version, String other) {
    return version.length() != other.length()
        ? version.length() < other.length()
        : version.compareTo(other) < 0;
  }
}
