package dev.isthmus.cli.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Pod;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.testing.Yaml;
import dev.isthmus.translate.OutputJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cluster of an environment as its istiods read it. */
final class ClusterMeshTest {
  private static final List<Resource> WORKSHOP = ReadObjects.workshop("cluster1");

  private static ClusterMesh workshop(IstioObject... istio) {
    return ClusterMesh.of("cluster1", WORKSHOP, List.of(istio), List.of());
  }

  private static IstioObject entry(Map<String, String> labels) {
    var read =
        (IstioJson.Read)
            IstioJson.read(
                Yaml.documents(
                        """
                        apiVersion: networking.istio.io/v1
                        kind: ServiceEntry
                        metadata: {name: shop, namespace: bookinfo-frontends}
                        spec: {hosts: [shop.example], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
                        """)
                    .getFirst());
    IstioObject it = read.object();
    return new IstioObject(it.namespace(), it.name(), labels, Map.of(), null, it.spec());
  }

  private static String clusters(ClusterMesh mesh) {
    return mesh.configOf(ReadObjects.pod(mesh, "productpage-v1")).clusters().toString();
  }

  @Test
  void itsPodsWithAProxyAreSidecarsAndGateways() {
    ClusterMesh mesh = workshop();
    assertThat(mesh.pods().stream().map(Pod::name))
        .anyMatch(name -> name.startsWith("reviews-v1-"))
        .anyMatch(name -> name.startsWith("istio-ingressgateway-"))
        .noneMatch(name -> name.startsWith("istiod-"));
    assertThat(mesh.proxyOf(ReadObjects.pod(mesh, "productpage-v1")).isSidecar()).isTrue();
    assertThat(mesh.proxyOf(ReadObjects.pod(mesh, "istio-eastwestgateway")).isSidecar()).isFalse();
    Pod istiod = mesh.podsWithoutProxy().getFirst();
    assertThatThrownBy(() -> mesh.proxyOf(istiod)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theIstioObjectsOfOthersCountAndFormerOnesOfOursDoNot() {
    String cluster = "outbound|80||shop.example";
    assertThat(clusters(workshop(entry(Map.of())))).contains(cluster);
    assertThat(clusters(workshop(entry(Map.of(OutputJson.OURS, "translator")))))
        .doesNotContain(cluster);
  }

  @Test
  void whatWasDeliveredOfOursTakesThePlaceOfTheTranslation() {
    String cluster = "outbound|80||shop.example";
    ClusterMesh mesh = workshop(entry(Map.of()));
    assertThat(clusters(mesh.withOurs(List.of()))).as("the others' stay").contains(cluster);
    assertThat(clusters(workshop().withOurs(List.of(entry(Map.of(OutputJson.OURS, "translator"))))))
        .contains(cluster);
  }

  @Test
  void theSettingsAreThoseOfItsIstiod() {
    ClusterMesh mesh = workshop();
    Pod pod = ReadObjects.pod(mesh, "productpage-v1");
    assertThat(mesh.istiodOf(pod)).startsWith("istiod-1-12-");
    assertThat(mesh.stateOf(pod).mesh())
        .isEqualTo(MeshSettings.of("cluster1", "istio-system").withAnyTrustDomain());
    assertThat(mesh.with(it -> it.withProxyHttpPort(15080)).stateOf(pod).mesh().proxyHttpPort())
        .isEqualTo(15080);
  }

  @Test
  void ofSeveralIstiodsTheOneOfThePodsRevisionCounts() {
    String canary =
        """
        {apiVersion: apps/v1, kind: Deployment, metadata: {
           name: istiod-canary, namespace: istio-canary, labels: {app: istiod, istio.io/rev: canary}},
         spec: {template: {metadata: {labels: {app: istiod}}, spec: {containers: [{name: discovery}]}}}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: istio-canary, namespace: istio-canary},
         data: {mesh: 'trustDomain: canary.example'}}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio.io/rev: canary}}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop},
         spec: {containers: [{name: web}, {name: istio-proxy}]}, status: {podIP: 10.0.0.9}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: moved, namespace: shop, labels: {istio.io/rev: 1-12}},
         spec: {containers: [{name: web}, {name: istio-proxy}]}, status: {podIP: 10.0.0.8}}
        """;
    List<Resource> all =
        Stream.concat(WORKSHOP.stream(), ReadObjects.of("cluster1", canary).stream()).toList();
    ClusterMesh mesh = ClusterMesh.of("cluster1", all, List.of(), List.of());
    assertThat(trust(mesh, "web")).isEqualTo("canary.example");
    assertThat(trust(mesh, "moved")).isEqualTo("cluster1");
    assertThat(mesh.stateOf(ReadObjects.pod(mesh, "web")).mesh().rootNamespace())
        .isEqualTo("istio-canary");
  }

  private static String trust(ClusterMesh mesh, String pod) {
    return mesh.stateOf(ReadObjects.pod(mesh, pod)).mesh().trustDomain();
  }

  @Test
  void whereNoIstiodIsSeenIstiosDefaultsAreAssumed() {
    String pod =
        """
        {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop},
         spec: {containers: [{name: web}, {name: istio-proxy}]}, status: {podIP: 10.0.0.9}}
        """;
    ClusterMesh mesh = ClusterMesh.of("c", ReadObjects.of("c", pod), List.of(), List.of());
    assertThat(mesh.hasIstiod()).isFalse();
    assertThat(trust(mesh, "web")).isEqualTo("cluster.local");
    assertThat(mesh.configOf(ReadObjects.pod(mesh, "web")).listeners()).isNotEmpty();
  }

  @Test
  void theDnsDomainIsThatOfTheRegistration() {
    String objects =
        """
        {apiVersion: admin.gloo.solo.io/v2, kind: KubernetesCluster, metadata: {name: c, namespace: gloo-mesh},
         spec: {clusterDomain: corp.internal}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop},
         spec: {containers: [{name: web}, {name: istio-proxy}]}, status: {podIP: 10.0.0.9}}
        """;
    ClusterMesh mesh = ClusterMesh.of("c", ReadObjects.of("c", objects), List.of(), List.of());
    assertThat(mesh.stateOf(ReadObjects.pod(mesh, "web")).mesh().domain())
        .isEqualTo("corp.internal");
  }
}
