package dev.isthmus.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which changes must be seen before another may be made: those of earlier phases about one of its
 * hosts, in its own cluster; before callers gain anything, what the destination's cluster gains;
 * before a destination loses anything, what callers everywhere still have to do; before routes give
 * a host away, those that take it. So a cluster out of reach holds up only those who depend on it.
 */
final class Precedence {
  private static final int NAMED = 3;

  private final Map<String, List<Course>> byConcern = new HashMap<>();

  /** Which of several changes of routes comes first where hosts change hands. */
  private final Map<IstioKey, Integer> ranks = new HashMap<>();

  Precedence(List<Course> courses) {
    List<ObjectChange> routes = new ArrayList<>();
    for (Course course : courses) {
      add(course);
      if (course.phase() == Phase.SWITCH_ROUTES) {
        routes.add(course.goal());
      }
    }
    List<List<ObjectChange>> steps = Handover.steps(routes);
    for (int rank = 0; rank < steps.size(); rank++) {
      for (ObjectChange change : steps.get(rank)) {
        ranks.put(change.key(), rank);
      }
    }
  }

  private void add(Course course) {
    for (String concern : course.concerns()) {
      byConcern.computeIfAbsent(concern, _ -> new ArrayList<>()).add(course);
    }
  }

  /** The first few that must come before. */
  List<IstioKey> before(Course course) {
    if (!course.first().isEmpty()) {
      return course.first();
    }
    SortedSet<IstioKey> first = new TreeSet<>();
    Set<IstioKey> seen = new HashSet<>();
    for (String concern : course.concerns()) {
      for (Course other : byConcern.getOrDefault(concern, List.of())) {
        if (!other.key().equals(course.key()) && seen.add(other.key()) && precedes(other, course)) {
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
            && ranks.getOrDefault(other.key(), 0) < ranks.getOrDefault(course.key(), 0);
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
