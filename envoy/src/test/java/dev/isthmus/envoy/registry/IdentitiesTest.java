package dev.isthmus.envoy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.YamlCluster;
import org.junit.jupiter.api.Test;

/** Whose certificates a caller takes. */
class IdentitiesTest {
  @Test
  void theYoungestDeclarationOfAHostInItsNamespaceNamesTheIdentities() {
    Registry registry =
        new Registry(
            YamlCluster.of(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop, creationTimestamp: "2021-05-03T13:05:29Z"}
                spec: {ports: [{name: http, port: 80}]}
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: e, namespace: shop, creationTimestamp: "2022-05-03T13:05:29Z"}
                spec:
                  hosts: [web.shop.svc.cluster.local]
                  subjectAltNames: [spiffe://cluster1/ns/shop/sa/extra]
                  ports: [{name: http, number: 80, protocol: HTTP}]
                  resolution: STATIC
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: e, namespace: other, creationTimestamp: "2023-05-03T13:05:29Z"}
                spec:
                  hosts: [web.shop.svc.cluster.local]
                  subjectAltNames: [spiffe://cluster1/ns/other/sa/squatter]
                  ports: [{name: http, number: 80, protocol: HTTP}]
                  resolution: STATIC
                """));
    MeshService service =
        registry.services().stream().filter(MeshService::kubernetes).findFirst().orElseThrow();

    assertThat(registry.identities(service)).containsExactly("spiffe://cluster1/ns/shop/sa/extra");
  }
}
