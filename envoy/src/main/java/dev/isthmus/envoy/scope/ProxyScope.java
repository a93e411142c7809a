package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.registry.MeshService;
import dev.isthmus.istio.Sidecar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one proxy sees of the mesh. */
public final class ProxyScope {
  private final Proxy proxy;
  private final @Nullable Sidecar sidecar;
  private final List<Egress> egress;
  private final List<MeshService> services;
  private final boolean allowAny;
  private final Map<String, MeshService> byHostname = new HashMap<>();
  private final Map<String, List<MergedRule>> rules = new HashMap<>();

  ProxyScope(
      Proxy proxy,
      @Nullable Sidecar sidecar,
      List<Egress> egress,
      List<MeshService> services,
      boolean allowAny,
      DestinationRules destinationRules) {
    this.proxy = proxy;
    this.sidecar = sidecar;
    this.egress = List.copyOf(egress);
    this.services = List.copyOf(services);
    this.allowAny = allowAny;
    for (MeshService service : services) {
      byHostname.put(service.hostname(), service);
      rules.put(service.hostname(), destinationRules.rulesFor(proxy.namespace(), service));
    }
  }

  public Proxy proxy() {
    return proxy;
  }

  /** The Sidecar object that holds for the proxy. */
  public Optional<Sidecar> sidecar() {
    return Optional.ofNullable(sidecar);
  }

  /** The egress listeners, in the Sidecar's order; the one for everything is last. */
  public List<Egress> egress() {
    return egress;
  }

  /** All services, one per host. */
  public List<MeshService> services() {
    return services;
  }

  public Optional<MeshService> service(String hostname) {
    return Optional.ofNullable(byHostname.get(hostname));
  }

  /** Whether traffic to hosts that are not visible is passed on. */
  public boolean allowAny() {
    return allowAny;
  }

  /** The DestinationRule for calls to a host: one for this workload, else the last one for all. */
  public Optional<MergedRule> outboundRule(String hostname) {
    List<MergedRule> candidates = rules.getOrDefault(hostname, List.of());
    for (MergedRule rule : candidates) {
      var selector = rule.rule().workloadSelector();
      if (selector != null
          && rule.namespace().equals(proxy.namespace())
          && proxy.labels().entrySet().containsAll(selector.matchLabels().entrySet())) {
        return Optional.of(rule);
      }
    }
    return inboundRule(hostname);
  }

  /** The DestinationRule for all workloads, which also holds for what a host's own servers take. */
  public Optional<MergedRule> inboundRule(String hostname) {
    return rules.getOrDefault(hostname, List.of()).stream()
        .filter(rule -> rule.rule().workloadSelector() == null)
        .reduce((first, second) -> second);
  }
}
