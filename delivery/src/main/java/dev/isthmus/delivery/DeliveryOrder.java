package dev.isthmus.delivery;

import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final SharedExports exports;
  private final Map<Phase, List<ObjectChange>> phases = new EnumMap<>(Phase.class);

  private DeliveryOrder(Map<IstioKey, IstioObject> before, Map<IstioKey, IstioObject> after) {
    sides = new Sides(before, after);
    exports = new SharedExports(before, after);
  }

  /** The steps from {@code before} to {@code after}; none when they are equal. */
  public static List<Step> of(Map<IstioKey, IstioObject> before, Map<IstioKey, IstioObject> after) {
    var order = new DeliveryOrder(before, after);
    SortedSet<IstioKey> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (IstioKey key : keys) {
      order.lead(key, before.get(key), after.get(key));
    }
    return order.steps();
  }

  private void lead(IstioKey key, @Nullable IstioObject before, @Nullable IstioObject after) {
    IstioObject former = before;
    for (Leg leg : Leg.way(sides, exports, key, before, after)) {
      add(leg.phase(), new ObjectChange(key, former, leg.target()));
      former = leg.target();
    }
  }

  private void add(Phase phase, ObjectChange change) {
    phases.computeIfAbsent(phase, _ -> new ArrayList<>()).add(change);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    phases.forEach((phase, changes) ->
        parts(phase, changes).forEach(part -> steps.add(new Step(phase, part))));
    return steps;
  }

  /**
   * A gateway lets in what it already sees, and stops before it sees it no more. Of two rules of a
   * host the one that goes has gone before the other narrows ({@link SharedExports}).
   */
  private static List<List<ObjectChange>> parts(Phase phase, List<ObjectChange> changes) {
    return switch (phase) {
      case WIDEN_DESTINATION -> parts(changes, change -> !isGateway(change));
      case NARROW_DESTINATION ->
          parts(changes, DeliveryOrder::isGateway).stream()
              .flatMap(part -> parts(part, change -> change.after() == null).stream())
              .toList();
      case SWITCH_ROUTES -> Handover.steps(changes);
      case WIDEN_CALLERS, NARROW_CALLERS -> List.of(changes);
    };
  }

  private static List<List<ObjectChange>> parts(
      List<ObjectChange> changes, Predicate<ObjectChange> first) {
    var parts = changes.stream().collect(Collectors.partitioningBy(first));
    return Stream.of(true, false).map(parts::get).filter(part -> !part.isEmpty()).toList();
  }

  private static boolean isGateway(ObjectChange change) {
    return change.key().kind() == IstioKind.GATEWAY;
  }
}
