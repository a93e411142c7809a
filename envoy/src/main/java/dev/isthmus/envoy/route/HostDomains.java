package dev.isthmus.envoy.route;

import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.envoy.registry.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names under which a sidecar's application may call a service. */
final class HostDomains {
  private final String proxyNamespace;
  private final String domain;

  HostDomains(String proxyNamespace, String domain) {
    this.proxyNamespace = proxyNamespace;
    this.domain = domain;
  }

  /**
   * @param port 0, or the port that is also written behind every name
   */
  List<String> of(MeshService service, int port) {
    List<String> names = new ArrayList<>();
    Stream.concat(Stream.of(service.hostname()), service.aliases().stream())
        .forEach(host -> {
          names.add(host);
          names.addAll(shorter(host));
        });
    if (service.resolution() == Resolution.NONE && service.kubernetes()) {
      // The pods of a headless service have names below it.
      List<String> below = names.stream().map(name -> "*." + name).toList();
      names.addAll(below);
    }
    if (service.hasAddress() && !service.address().contains("/")) {
      names.add(service.address());
    }
    if (port == 0) {
      return names;
    }
    return names.stream().flatMap(name -> Stream.of(name, name + ":" + port)).toList();
  }

  /** The other names of a host: absolute, and for Kubernetes' services without the domain. */
  List<String> shorter(String host) {
    List<String> result = new ArrayList<>();
    if (!host.matches("\\d+(\\.\\d+){3}")) {
      result.add(host + ".");
    }
    int svc = host.indexOf(".svc.");
    if (svc > 0 && host.endsWith(".svc." + domain)) {
      String base = host.substring(0, svc);
      int dot = base.indexOf('.');
      if (dot > 0 && base.substring(dot + 1).equals(proxyNamespace)) {
        result.add(base.substring(0, dot));
      }
      result.add(base);
      result.add(base + ".svc");
    }
    return result;
  }
}
