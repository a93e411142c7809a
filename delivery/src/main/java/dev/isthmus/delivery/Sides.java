package dev.isthmus.delivery;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerTlsSettings;
import dev.isthmus.istio.ServiceEntry;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which objects stand at the destination of calls and which at the callers: an entry that selects
 * workloads stands beside them, one with endpoints beside the callers; a rule stands where the
 * entry of its host stands; a gateway that passes TLS through lets calls in to the destination.
 */
final class Sides {
  private record Host(String cluster, String namespace, String host) {}

  private final Set<Host> ownHosts = new HashSet<>();

  Sides(Map<IstioKey, IstioObject> before, Map<IstioKey, IstioObject> after) {
    before.forEach(this::learn);
    after.forEach(this::learn);
  }

  private void learn(IstioKey key, IstioObject object) {
    if (object.spec() instanceof ServiceEntry entry && entry.workloadSelector() != null) {
      entry.hosts().forEach(host -> ownHosts.add(new Host(key.cluster(), key.namespace(), host)));
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
          ownHosts.contains(new Host(key.cluster(), key.namespace(), rule.host()));
      case Gateway gateway -> gateway.servers().stream().anyMatch(Sides::passesThrough);
      default -> false;
    };
  }

  private static boolean passesThrough(Server server) {
    return server.tls() != null && server.tls().mode() == ServerTlsSettings.Mode.AUTO_PASSTHROUGH;
  }
}
