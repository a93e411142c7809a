package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write on an object's way from one form to another.
 *
 * @param target the form after it; null: the object is deleted
 * @param first objects that must be gone before
 */
record Leg(Phase phase, @Nullable IstioObject target, List<IstioKey> first) {
  Leg {
    first = List.copyOf(first);
  }

  /**
   * The whole way: where rules of a host share their exports for a while, by way of the form that
   * this one has meanwhile.
   */
  static List<Leg> way(
      Sides sides,
      SharedExports exports,
      IstioKey key,
      @Nullable IstioObject before,
      @Nullable IstioObject after) {
    IstioObject form = after == null ? before : after;
    IstioObject meanwhile = exports.meanwhile(key, form);
    if (meanwhile == null || meanwhile.equals(form)) {
      return way(sides, key, before, after, List.of());
    }
    List<Leg> way = new ArrayList<>();
    if (before == null || !before.spec().equals(meanwhile.spec())) {
      way.addAll(way(sides, key, before, meanwhile, List.of()));
    }
    List<IstioKey> going = after == null ? List.of() : exports.going(key, after);
    way.addAll(way(sides, key, meanwhile, after, going));
    return way;
  }

  /** None, one leg, or first to the union of both forms and then to the new one. */
  private static List<Leg> way(
      Sides sides,
      IstioKey key,
      @Nullable IstioObject before,
      @Nullable IstioObject after,
      List<IstioKey> first) {
    if (before == null) {
      return after == null ? List.of() : List.of(new Leg(sides.widening(key, after), after, first));
    }
    if (after == null) {
      return List.of(new Leg(sides.narrowing(key, before), null, first));
    }
    if (before.equals(after)) {
      return List.of();
    }
    IstioObject union = Widening.union(before, after);
    Leg narrow = new Leg(sides.narrowing(key, after), after, first);
    if (union.spec().equals(before.spec())) {
      return List.of(narrow);
    }
    Leg widen = new Leg(sides.widening(key, after), union, List.of());
    return union.equals(after) ? List.of(widen) : List.of(widen, narrow);
  }
}
