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
 * @param defaultServiceExportTo who sees a service that does not say; empty: everyone
 * @param defaultVirtualServiceExportTo who sees a VirtualService that does not say; empty: everyone
 * @param defaultDestinationRuleExportTo who sees a DestinationRule that does not say; empty:
 *     everyone
 */
public record MeshSettings(
    String trustDomain,
    List<String> trustDomainAliases,
    String rootNamespace,
    String domain,
    boolean allowAnyOutbound,
    boolean selectWorkloadEntries,
    Set<String> defaultServiceExportTo,
    Set<String> defaultVirtualServiceExportTo,
    Set<String> defaultDestinationRuleExportTo) {
  /** How long connecting to an endpoint may take, unless a rule says otherwise. */
  public static final Duration CONNECT_TIMEOUT = Duration.newBuilder().setSeconds(10).build();

  public MeshSettings {
    trustDomainAliases = List.copyOf(trustDomainAliases);
    defaultServiceExportTo = Set.copyOf(defaultServiceExportTo);
    defaultVirtualServiceExportTo = Set.copyOf(defaultVirtualServiceExportTo);
    defaultDestinationRuleExportTo = Set.copyOf(defaultDestinationRuleExportTo);
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
        Set.of(),
        Set.of(),
        Set.of());
  }
}
