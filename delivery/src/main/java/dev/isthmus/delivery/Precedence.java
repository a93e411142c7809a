package dev.isthmus.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which changes must be seen before another may be made: those of earlier phases about one of its
 * hosts, in its own cluster; before callers gain anything, what the destination's cluster gains;
 * before a destination loses anything, what callers everywhere still have to do; before routes give
 * a host away, those that take it. So a cluster out of reach holds up only those who depend on it.
 */
final class Precedence {
  private static final int NAMED = 3;
  private static final SortedMap<IstioKey, Course> NOTHING = new TreeMap<>();

  private final Map<String, SortedMap<IstioKey, Course>> byConcern = new HashMap<>();

  /** Changes of routes. */
  private final SortedMap<IstioKey, Course> routes = new TreeMap<>();

  /** Which of several changes of routes comes first where hosts change hands; empty: not known. */
  private final Map<IstioKey, Integer> ranks = new TreeMap<>();

  /** A change is to be made. */
  void add(Course course) {
    for (String concern : course.concerns()) {
      byConcern.computeIfAbsent(concern, _ -> new TreeMap<>()).put(course.key(), course);
    }
    if (course.phase() == Phase.SWITCH_ROUTES) {
      routes.put(course.key(), course);
      ranks.clear();
    }
  }

  /** A change was made, or is another now. */
  void remove(Course course) {
    for (String concern : course.concerns()) {
      byConcern.computeIfPresent(
          concern,
          (_, all) -> {
            all.remove(course.key());
            return all.isEmpty() ? null : all;
          });
    }
    if (routes.remove(course.key()) != null) {
      ranks.clear();
    }
  }

  private int rank(IstioKey key) {
    if (ranks.isEmpty()) {
      List<List<ObjectChange>> steps =
          Handover.steps(routes.values().stream().map(Course::goal).toList());
      for (int rank = 0; rank < steps.size(); rank++) {
        for (ObjectChange change : steps.get(rank)) {
          ranks.put(change.key(), rank);
        }
      }
    }
    return ranks.getOrDefault(key, 0);
  }

  /** The first few that must come before. */
  List<IstioKey> before(Course course) {
    if (!course.first().isEmpty()) {
      return course.first();
    }
    SortedSet<IstioKey> first = new TreeSet<>();
    for (String concern : course.concerns()) {
      for (Course other : byConcern.getOrDefault(concern, NOTHING).values()) {
        if (precedes(other, course) && !other.key().equals(course.key())) {
          first.add(other.key());
          if (first.size() == NAMED) {
            return List.copyOf(first);
          }
        }
      }
    }
    return List.copyOf(first);
  }

  private boolean precedes(Course other, Course course) {
    boolean together = other.key().cluster().equals(course.key().cluster());
    boolean takes =
        together
            && course.phase() == Phase.SWITCH_ROUTES
            && other.phase() == Phase.SWITCH_ROUTES
            && rank(other.key()) < rank(course.key());
    if (takes) {
      return true;
    }
    for (Phase phase : other.pending()) {
      if (precedes(phase, course.phase(), together, other.underWay())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a pending phase of another object comes before.
   *
   * @param together whether both are of one cluster
   * @param underWay whether the other may happen at any time, so that what must not meet it waits
   */
  private static boolean precedes(Phase other, Phase phase, boolean together, boolean underWay) {
    boolean gains = phase == Phase.WIDEN_CALLERS || phase == Phase.SWITCH_ROUTES;
    return switch (other) {
      case WIDEN_DESTINATION -> gains || (together && phase.compareTo(other) > 0);
      case WIDEN_CALLERS, SWITCH_ROUTES ->
          phase == Phase.NARROW_DESTINATION || (together && phase.compareTo(other) > 0);
      case NARROW_CALLERS -> phase == Phase.NARROW_DESTINATION || (together && underWay && gains);
      case NARROW_DESTINATION -> underWay && gains;
    };
  }
}
