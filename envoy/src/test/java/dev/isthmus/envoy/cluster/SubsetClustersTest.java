package dev.isthmus.envoy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Locality;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.envoy.YamlCluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What subsets take over from their rule, as istiod 1.29.1 was seen to do it. */
class SubsetClustersTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
      ---
      """;

  @Test
  void whereTheRulePassesConnectionsOnASubsetDoesSoWhateverItSays() {
    assertThat(
            clusters(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: web, namespace: shop}
                spec:
                  host: web.shop.svc.cluster.local
                  trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}
                  subsets:
                  - name: v1
                    labels: {version: v1}
                    trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}}
                """))
        .extracting(Cluster::getType, Cluster::getLbPolicy)
        .containsOnly(tuple(Cluster.DiscoveryType.ORIGINAL_DST, Cluster.LbPolicy.CLUSTER_PROVIDED))
        .hasSize(2);
  }

  @Test
  void aSubsetThatPassesConnectionsOnDoesSoAlone() {
    assertThat(
            clusters(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: web, namespace: shop}
                spec:
                  host: web.shop.svc.cluster.local
                  subsets:
                  - name: v1
                    labels: {version: v1}
                    trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}
                """))
        .extracting(Cluster::getType)
        .containsExactly(Cluster.DiscoveryType.ORIGINAL_DST, Cluster.DiscoveryType.EDS);
  }

  private static List<Cluster> clusters(String rule) {
    ClusterState state = YamlCluster.of(SERVICE + rule);
    Proxy proxy =
        new Proxy(ProxyType.SIDECAR, "a", "shop", "a", "10.0.0.1", Map.of(), Locality.UNKNOWN);
    return new Mesh(state)
        .configOf(proxy).clusters().stream()
            .filter(it -> it.getName().startsWith("outbound|"))
            .toList();
  }
}
