package dev.isthmus.cli.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Resource;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints where an environment shows none. */
final class SelectedPodsTest {
  private static final String SHOP =
      """
      {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {
        selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}, {name: admin, port: 81}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: shop, labels: {app: web}},
       spec: {nodeName: n1, containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]},
       status: {phase: Running, podIP: 10.0.0.1}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-2, namespace: shop, labels: {app: web}},
       spec: {containers: [{name: web, ports: [{name: http, containerPort: 9090}]}]},
       status: {phase: Running, podIP: 10.0.0.2, conditions: [{type: Ready, status: 'False'}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-3, namespace: shop, labels: {app: web}},
       status: {phase: Succeeded, podIP: 10.0.0.3}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: other, namespace: shop, labels: {app: other}},
       status: {phase: Running, podIP: 10.0.0.4}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: elsewhere, labels: {app: web}},
       status: {phase: Running, podIP: 10.0.0.5}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone: a}}}
      """;

  private static <T> List<T> only(Class<T> type, List<Resource> all) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<EndpointSlice> complete(List<Resource> all, List<EndpointSlice> slices) {
    return new SelectedPods(only(Pod.class, all), only(Node.class, all))
        .complete(only(Service.class, all), slices);
  }

  private static Set<String> lines(List<EndpointSlice> slices) {
    return slices.stream()
        .flatMap(slice ->
            slice.endpoints().stream()
                .flatMap(endpoint ->
                    slice.ports().stream()
                        .map(port ->
                            String.join(
                                " ",
                                slice.namespace() + "/" + slice.service(),
                                endpoint.addresses().getFirst() + ":" + port.port(),
                                port.name(),
                                endpoint.ready() ? "ready" : "not-ready",
                                endpoint.pod(),
                                endpoint.zone()))))
        .collect(Collectors.toSet());
  }

  @Test
  void aServicesEndpointsAreThePodsThatItSelects() {
    assertThat(lines(complete(ReadObjects.of("c", SHOP), List.of())))
        .containsExactlyInAnyOrder(
            "shop/web 10.0.0.1:8080 http ready web-1 a",
            "shop/web 10.0.0.1:81 admin ready web-1 a",
            "shop/web 10.0.0.2:9090 http not-ready web-2 ",
            "shop/web 10.0.0.2:81 admin not-ready web-2 ");
  }

  @Test
  void slicesThatAreThereStayAsTheyAre() {
    List<EndpointSlice> there =
        only(
            EndpointSlice.class,
            ReadObjects.of(
                "c",
                """
                {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {
                   name: web-x, namespace: shop, labels: {kubernetes.io/service-name: web}},
                 endpoints: [], ports: []}
                """));
    assertThat(complete(ReadObjects.of("c", SHOP), there)).isEqualTo(there);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster1", "cluster2"})
  void theyAreWhatKubernetesMakesOfTheWorkshop(String cluster) {
    List<Resource> all = ReadObjects.workshop(cluster);
    List<EndpointSlice> kubernetes = only(EndpointSlice.class, all);
    Set<String> services =
        kubernetes.stream()
            .map(it -> it.namespace() + "/" + it.service())
            .collect(Collectors.toSet());
    List<EndpointSlice> ours =
        complete(all, List.of()).stream()
            .filter(it -> services.contains(it.namespace() + "/" + it.service()))
            .toList();
    assertThat(lines(ours)).isNotEmpty().isEqualTo(lines(kubernetes));
  }
}
