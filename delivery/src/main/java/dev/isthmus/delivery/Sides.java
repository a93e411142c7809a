package dev.isthmus.delivery;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.ServiceEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which objects stand at the destination of calls and which at the callers: an entry that selects
 * workloads stands beside them, one with endpoints beside the callers; a rule stands where the
 * entry of its host stands; a gateway that passes TLS through lets calls in to the destination.
 */
final class Sides {
  private record Host(String cluster, String namespace, String host) {}

  /** Hosts of entries that select workloads, each with how many forms of entries have it. */
  private final Map<Host, Integer> ownHosts = new HashMap<>();

  /** Sides where no entry is known yet. */
  Sides() {}

  Sides(Map<IstioKey, IstioObject> before, Map<IstioKey, IstioObject> after) {
    before.forEach(this::learn);
    after.forEach(this::learn);
  }

  /** A form of an object that counts from now on; null is none. */
  void learn(IstioKey key, @Nullable IstioObject object) {
    count(key, object, 1);
  }

  /** A form of an object that was learnt counts no more. */
  void forget(IstioKey key, @Nullable IstioObject object) {
    count(key, object, -1);
  }

  private void count(IstioKey key, @Nullable IstioObject object, int by) {
    if (object != null
        && object.spec() instanceof ServiceEntry entry
        && entry.workloadSelector() != null) {
      for (String host : entry.hosts()) {
        ownHosts.merge(
            new Host(key.cluster(), key.namespace(), host),
            by,
            (a, b) -> a + b == 0 ? null : a + b);
      }
    }
  }

  /** When {@code object} gains something. */
  Phase widening(IstioKey key, IstioObject object) {
    if (key.kind() == IstioKind.VIRTUAL_SERVICE) {
      return Phase.SWITCH_ROUTES;
    }
    return isDestination(key, object) ? Phase.WIDEN_DESTINATION : Phase.WIDEN_CALLERS;
  }

  /** When {@code object} loses something. */
  Phase narrowing(IstioKey key, IstioObject object) {
    if (key.kind() == IstioKind.VIRTUAL_SERVICE) {
      return Phase.SWITCH_ROUTES;
    }
    return isDestination(key, object) ? Phase.NARROW_DESTINATION : Phase.NARROW_CALLERS;
  }

  private boolean isDestination(IstioKey key, IstioObject object) {
    return switch (object.spec()) {
      case ServiceEntry entry -> entry.workloadSelector() != null;
      case DestinationRule rule ->
          ownHosts.containsKey(new Host(key.cluster(), key.namespace(), rule.host()));
      case Gateway gateway -> gateway.servers().stream().anyMatch(Sides::passesThrough);
      default -> false;
    };
  }

  private static boolean passesThrough(Server server) {
    return server.tls() != null && server.tls().mode() == ServerTlsSettings.Mode.AUTO_PASSTHROUGH;
  }
}
