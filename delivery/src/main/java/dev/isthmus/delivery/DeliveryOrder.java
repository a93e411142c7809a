package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The order in which the difference between two states reaches the clusters, so that at no point,
 * whichever changes of a step have arrived, a route leads nowhere that led somewhere before and
 * does afterwards (make before break: docs/design/delivery.md).
 *
 * <p>A change that gives and takes is made twice: first to the union of both forms, at the end to
 * the new one.
 */
public final class DeliveryOrder {
  private final Sides sides;
  private final Map<Phase, List<ObjectChange>> phases = new EnumMap<>(Phase.class);

  private DeliveryOrder(Sides sides) {
    this.sides = sides;
  }

  /** The steps from {@code before} to {@code after}; none when they are equal. */
  public static List<Step> of(Map<IstioKey, IstioObject> before, Map<IstioKey, IstioObject> after) {
    var order = new DeliveryOrder(new Sides(before, after));
    SortedSet<IstioKey> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (IstioKey key : keys) {
      IstioObject former = before.get(key);
      for (Leg leg : Leg.way(order.sides, key, former, after.get(key))) {
        order.add(leg.phase(), new ObjectChange(key, former, leg.target()));
        former = leg.target();
      }
    }
    return order.steps();
  }

  private void add(Phase phase, ObjectChange change) {
    phases.computeIfAbsent(phase, _ -> new ArrayList<>()).add(change);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    phases.forEach((phase, changes) -> {
      List<List<ObjectChange>> parts =
          phase == Phase.SWITCH_ROUTES ? Handover.steps(changes) : List.of(changes);
      parts.forEach(part -> steps.add(new Step(phase, part)));
    });
    return steps;
  }
}
