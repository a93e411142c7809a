package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that go from one VirtualService to another: when an object is renamed, or a host moves to
 * another RouteTable. Whoever takes a host comes first, or requests for it would find no route for
 * a moment: on a gateway that is a 404.
 */
final class Handover {

  /**
   * A host where a VirtualService holds it. Which gateway does not matter: a Gateway may be renamed
   * in the same change.
   */
  private record Held(String cluster, String namespace, boolean sidecars, String host) {}

  private Handover() {}

  /**
   * Changes of VirtualServices in steps: none gives away what another one takes later. Those that
   * give to each other in a circle change at once.
   */
  static List<List<ObjectChange>> steps(List<ObjectChange> changes) {
    List<List<ObjectChange>> steps = new ArrayList<>();
    List<ObjectChange> left = changes;
    while (!left.isEmpty()) {
      Set<Held> wanted = new HashSet<>();
      left.forEach(change -> wanted.addAll(without(change, change.after(), change.before())));
      List<ObjectChange> now = new ArrayList<>();
      List<ObjectChange> later = new ArrayList<>();
      for (ObjectChange change : left) {
        Set<Held> given = without(change, change.before(), change.after());
        (Collections.disjoint(given, wanted) ? now : later).add(change);
      }
      boolean circle = now.isEmpty();
      steps.add(circle ? later : now);
      left = circle ? List.of() : later;
    }
    return steps;
  }

  private static Set<Held> without(
      ObjectChange change, @Nullable IstioObject has, @Nullable IstioObject hasNot) {
    Set<Held> held = held(change.key(), has);
    held.removeAll(held(change.key(), hasNot));
    return held;
  }

  private static Set<Held> held(IstioKey key, @Nullable IstioObject object) {
    Set<Held> held = new HashSet<>();
    if (object != null && object.spec() instanceof VirtualService routes) {
      List<String> gateways = routes.gateways().isEmpty() ? List.of("mesh") : routes.gateways();
      for (String gateway : gateways) {
        boolean sidecars = gateway.equals("mesh");
        for (String host : routes.hosts()) {
          held.add(new Held(key.cluster(), key.namespace(), sidecars, host));
        }
      }
    }
    return held;
  }
}
