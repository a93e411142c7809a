package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.HostName;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hosts of an egress listener, {@code namespace/host}, by namespace. */
final class ImportedHosts {
  private final Map<String, List<String>> byNamespace = new HashMap<>();

  ImportedHosts(List<String> hosts, String ownNamespace) {
    for (String host : hosts) {
      int slash = host.indexOf('/');
      if (slash > 0) {
        String namespace = host.substring(0, slash);
        byNamespace
            .computeIfAbsent(
                namespace.equals(".") ? ownNamespace : namespace, it -> new ArrayList<>())
            .add(host.substring(slash + 1));
      }
    }
  }

  private List<String> of(String namespace) {
    List<String> result = new ArrayList<>(byNamespace.getOrDefault(namespace, List.of()));
    result.addAll(byNamespace.getOrDefault("*", List.of()));
    return result;
  }

  boolean haveService(String namespace, String hostname) {
    return of(namespace).stream().anyMatch(imported -> HostName.subsetOf(hostname, imported));
  }

  /** A service with those of its other names that are imported too. */
  MeshService withAliases(MeshService service) {
    return service.withAliases(
        service.aliases().stream().filter(it -> haveService(service.namespace(), it)).toList());
  }

  boolean haveVirtualService(IstioObject object) {
    List<String> imported = of(object.namespace());
    return ((VirtualService) object.spec())
        .hosts().stream()
            .anyMatch(host -> imported.stream().anyMatch(it -> HostName.overlap(host, it)));
  }
}
