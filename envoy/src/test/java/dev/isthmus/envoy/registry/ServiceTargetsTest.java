package dev.isthmus.envoy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.envoy.YamlCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which ports of a pod services lead to. Each was seen on istiod 1.29.1. */
class ServiceTargetsTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-1, namespace: shop, labels: {app: web}}
      spec:
        containers:
        - name: app
          ports:
          - {name: main, containerPort: 7001, protocol: UDP}
          - {name: main, containerPort: 7000, protocol: TCP}
      status: {phase: Running, podIP: 10.0.0.1}
      ---
      """;

  @Test
  void ofServicesOfOneAgeTheFirstHostLeadsWhoeverDeclaresIt() {
    assertThat(
            targets(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop, creationTimestamp: "2022-05-03T13:05:29Z"}
                spec:
                  selector: {app: web}
                  ports: [{name: http, port: 80, targetPort: 8080}]
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: e, namespace: shop, creationTimestamp: "2022-05-03T13:05:29Z"}
                spec:
                  hosts: [web.shop.svc.cluster1.global]
                  ports: [{name: http, number: 80, protocol: HTTP}]
                  resolution: STATIC
                  endpoints: [{address: 10.0.0.1, ports: {http: 8080}}]
                """))
        .containsExactly(
            "web.shop.svc.cluster.local -> 8080", "web.shop.svc.cluster1.global -> 8080");
  }

  @Test
  void aServiceEntryThatIsOlderThanTheServiceLeads() {
    assertThat(
            targets(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop, creationTimestamp: "2022-05-03T13:05:29Z"}
                spec:
                  selector: {app: web}
                  ports: [{name: http, port: 80, targetPort: 8080}]
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: e, namespace: shop, creationTimestamp: "2021-05-03T13:05:29Z"}
                spec:
                  hosts: [web.shop.svc.cluster1.global]
                  ports: [{name: http, number: 80, protocol: HTTP}]
                  resolution: STATIC
                  endpoints: [{address: 10.0.0.1, ports: {http: 8080}}]
                """))
        .containsExactly(
            "web.shop.svc.cluster1.global -> 8080", "web.shop.svc.cluster.local -> 8080");
  }

  @Test
  void aNamedPortIsTheOneOfTheServicePortsProtocol() {
    assertThat(
            targets(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec:
                  selector: {app: web}
                  ports: [{name: http, port: 80, protocol: TCP, targetPort: main}]
                """))
        .containsExactly("web.shop.svc.cluster.local -> 7000");
  }

  private static List<String> targets(String objects) {
    ClusterState state = YamlCluster.of(POD + objects);
    return new Registry(state)
        .targets(Proxy.of(ProxyType.SIDECAR, state.pods().getFirst(), state)).stream()
            .map(it -> it.service().hostname() + " -> " + it.targetPort())
            .toList();
  }
}
