package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write on an object's way from one form to another.
 *
 * @param target the form after it; null: the object is deleted
 */
record Leg(Phase phase, @Nullable IstioObject target) {

  /** The way: none, one leg, or first to the union of both forms and then to the new one. */
  static List<Leg> way(
      Sides sides, IstioKey key, @Nullable IstioObject before, @Nullable IstioObject after) {
    if (before == null) {
      return after == null ? List.of() : List.of(new Leg(sides.widening(key, after), after));
    }
    if (after == null) {
      return List.of(new Leg(sides.narrowing(key, before), null));
    }
    if (before.equals(after)) {
      return List.of();
    }
    IstioObject union = Widening.union(before, after);
    Leg narrow = new Leg(sides.narrowing(key, after), after);
    if (union.spec().equals(before.spec())) {
      return List.of(narrow);
    }
    Leg widen = new Leg(sides.widening(key, after), union);
    return union.equals(after) ? List.of(widen) : List.of(widen, narrow);
  }
}
