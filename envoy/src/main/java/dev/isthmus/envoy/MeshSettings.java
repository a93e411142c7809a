package dev.isthmus.envoy;

import com.google.protobuf.Duration;
import java.util.List;
import java.util.Set;

/**
 * The settings of a mesh (MeshConfig) and of its istiod that change what proxies get.
 *
 * @param trustDomain the trust domain of its identities
 * @param trustDomainAliases other trust domains whose identities count as its own
 * @param rootNamespace where rules for all namespaces are
 * @param domain the cluster's DNS domain
 * @param allowAnyOutbound whether sidecars pass on traffic to unknown hosts
 * @param selectWorkloadEntries whether WorkloadEntries become endpoints of Kubernetes Services that
 *     select them (istiod's {@code PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES})
 * @param exports who sees objects that do not say who sees them
 * @param proxyHttpPort the port on which every sidecar is an HTTP proxy for its application (HTTP
 *     requests with whole URLs); 0: none
 * @param anyTrustDomain whether clients of every trust domain under the mesh's roots get in
 *     (istiod's {@code PILOT_SKIP_VALIDATE_TRUST_DOMAIN}); if not, those of its own and the aliases
 */
public record MeshSettings(
    String trustDomain,
    List<String> trustDomainAliases,
    String rootNamespace,
    String domain,
    boolean allowAnyOutbound,
    boolean selectWorkloadEntries,
    DefaultExports exports,
    int proxyHttpPort,
    boolean anyTrustDomain) {
  /** How long connecting to an endpoint may take, unless a rule says otherwise. */
  public static final Duration CONNECT_TIMEOUT = Duration.newBuilder().setSeconds(10).build();

  /**
   * The {@code exportTo} of objects that have none; an empty one is everyone.
   *
   * @param services of Services and ServiceEntries
   * @param virtualServices of VirtualServices
   * @param destinationRules of DestinationRules
   */
  public record DefaultExports(
      Set<String> services, Set<String> virtualServices, Set<String> destinationRules) {
    /** Everything is for everyone. */
    public static final DefaultExports EVERYONE = new DefaultExports(Set.of(), Set.of(), Set.of());

    public DefaultExports {
      services = Set.copyOf(services);
      virtualServices = Set.copyOf(virtualServices);
      destinationRules = Set.copyOf(destinationRules);
    }
  }

  public MeshSettings {
    trustDomainAliases = List.copyOf(trustDomainAliases);
  }

  /** Istio's defaults, with WorkloadEntries left out of Kubernetes Services. */
  public static MeshSettings of(String trustDomain, String rootNamespace) {
    return new MeshSettings(
        trustDomain,
        List.of(),
        rootNamespace,
        "cluster.local",
        true,
        false,
        DefaultExports.EVERYONE,
        0,
        false);
  }

  /** The same settings with sidecars that are HTTP proxies on a port. */
  public MeshSettings withProxyHttpPort(int port) {
    return with(port, anyTrustDomain);
  }

  /** The same settings with sidecars that let clients of every trust domain in. */
  public MeshSettings withAnyTrustDomain() {
    return with(proxyHttpPort, true);
  }

  private MeshSettings with(int httpPort, boolean any) {
    return new MeshSettings(
        trustDomain,
        trustDomainAliases,
        rootNamespace,
        domain,
        allowAnyOutbound,
        selectWorkloadEntries,
        exports,
        httpPort,
        any);
  }
}
