package dev.isthmus.envoy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.testing.Yaml;
import java.util.ArrayList;
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
    ResourceReader reader = new ResourceReader();
    List<Resource> resources = new ArrayList<>();
    List<IstioObject> istio = new ArrayList<>();
    for (ObjectNode object : Yaml.documents(POD + objects)) {
      reader.read("cluster1", object).resource().ifPresent(resources::add);
      if (IstioJson.read(object) instanceof IstioJson.Read read) {
        istio.add(read.object());
      }
    }
    List<Pod> pods = of(resources, Pod.class);
    ClusterState state =
        new ClusterState(
            "cluster1",
            MeshSettings.of("cluster1", "istio-system"),
            istio,
            of(resources, Service.class),
            List.of(),
            pods,
            List.of());
    return new Registry(state)
        .targets(Proxy.of(ProxyType.SIDECAR, pods.getFirst(), state)).stream()
            .map(it -> it.service().hostname() + " -> " + it.targetPort())
            .toList();
  }

  private static <T> List<T> of(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
