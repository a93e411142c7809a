package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.registry.MeshPort;
import dev.isthmus.envoy.registry.MeshService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which declaration of a host counts, where several are visible. */
final class ServiceSelection {
  private ServiceSelection() {}

  /**
   * Keeps, of each host, the declarations of one namespace: the viewer's own, else one that has a
   * Kubernetes Service, else that of the oldest.
   */
  static List<MeshService> oneNamespacePerHost(Collection<MeshService> services, String viewer) {
    Map<String, MeshService> chosen = new LinkedHashMap<>();
    for (MeshService service : services) {
      chosen.merge(
          service.hostname(),
          service,
          (present, other) -> {
            boolean own = other.namespace().equals(viewer);
            boolean better =
                !present.kubernetes()
                    && other.kubernetes()
                    && (own || !present.namespace().equals(viewer));
            return own || better ? other : present;
          });
    }
    return services.stream()
        .filter(service -> {
          MeshService winner = chosen.get(service.hostname());
          return winner != null && winner.namespace().equals(service.namespace());
        })
        .toList();
  }

  /**
   * One service per host: Kubernetes' before others, then the first; the ports of others of the
   * same namespace are added.
   */
  static List<MeshService> merged(Collection<MeshService> services) {
    Map<String, MeshService> byHost = new LinkedHashMap<>();
    services.forEach(service -> byHost.merge(service.hostname(), service, ServiceSelection::merge));
    return List.copyOf(byHost.values());
  }

  private static MeshService merge(MeshService present, MeshService other) {
    if (present.kubernetes() != other.kubernetes()) {
      return present.kubernetes() ? present : other;
    }
    if (!present.namespace().equals(other.namespace())
        || present.resolution() != other.resolution()
        || !present.visibility().equals(other.visibility())) {
      return present;
    }
    List<MeshPort> ports = new ArrayList<>(present.ports());
    other.ports().stream()
        .filter(port -> present.port(port.number()).isEmpty())
        .forEach(ports::add);
    return ports.size() == present.ports().size() ? present : present.withPorts(ports);
  }

  /** A service with those of its ports that count; none when no port does. */
  static List<MeshService> withPorts(MeshService service, Predicate<MeshPort> counts) {
    List<MeshPort> ports = service.ports().stream().filter(counts).toList();
    if (ports.isEmpty()) {
      return List.of();
    }
    return List.of(ports.size() == service.ports().size() ? service : service.withPorts(ports));
  }
}
