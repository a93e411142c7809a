package dev.isthmus.translate.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.finding.Environment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which Services are east-west gateways, and how they are reached: seen from cluster1, whose
 * entries lead to service {@code api} of cluster2.
 */
class EastWestGatewaysTest {

  private static final String NODE_PORT =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: eastwest, namespace: gateways, labels: {istio: eastwestgateway}}
      spec:
        type: NodePort
        selector: {istio: eastwestgateway}
        ports: [{name: tls, port: 15443, targetPort: 15443, nodePort: 31443}]
      """;

  private static final String NODES =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: one, labels: {topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: a}}
      status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: ExternalIP, address: 5.0.0.1}]}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: two, labels: {topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: b}}
      status: {addresses: [{type: InternalIP, address: 10.0.0.2}, {type: Hostname, address: two}]}
      """;

  private static Environment plain() {
    return Environment.twoClusters().federated();
  }

  @Test
  void aLoadBalancerIsReachedAtItsAddress() {
    assertThat(endpoints(plain())).containsExactly("172.23.0.2:15443 ");
  }

  @Test
  void withoutPodsANodePortIsReachedAtEveryNode() {
    assertThat(endpoints(plain().add("cluster2", NODE_PORT).add("cluster2", NODES)))
        .containsExactly("10.0.0.2:31443 eu", "5.0.0.1:31443 eu");
  }

  @Test
  void aNodePortIsReachedAtTheNodesOfItsPods() {
    assertThat(
            endpoints(
                plain()
                    .add("cluster2", NODE_PORT)
                    .add("cluster2", NODES)
                    .add("cluster2", pod("gateways", "two", "eastwestgateway", "Running"))))
        .containsExactly("10.0.0.2:31443 eu/b");
  }

  @ParameterizedTest
  @CsvSource({
    "gateways, two, eastwestgateway, Succeeded",
    "gateways, two, other, Running",
    "front, two, eastwestgateway, Running",
    "gateways, '', eastwestgateway, Running",
    "gateways, unknown, eastwestgateway, Running"
  })
  void otherPodsSayNothing(String namespace, String node, String label, String phase) {
    assertThat(
            endpoints(
                plain()
                    .add("cluster2", NODE_PORT)
                    .add("cluster2", NODES)
                    .add("cluster2", pod(namespace, node, label, phase))))
        .containsExactly("10.0.0.2:31443 eu", "5.0.0.1:31443 eu");
  }

  @Test
  void nodesThatAgreeOnNothingGiveNoLocality() {
    String elsewhere =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: three, labels: {topology.kubernetes.io/region: us, topology.kubernetes.io/zone: a}}
        """;
    assertThat(endpoints(plain().add("cluster2", NODES).add("cluster2", elsewhere)))
        .containsExactly("172.23.0.2:15443 ");
  }

  @ParameterizedTest
  @CsvSource({
    "'status: {loadBalancer: {ingress: [{ip: 1.1.1.1}, {ip: 1.1.1.1}, {hostname: lb}]}}', 1.1.1.1",
    "'status: {loadBalancer: {ingress: [{hostname: lb.example.com}]}}', lb.example.com",
    "'', 9.9.9.9"
  })
  void addressesComeBeforeNamesAndBothBeforeExternalIps(String status, String address) {
    assertThat(
            endpoints(
                plain()
                    .add(
                        "cluster2",
                        """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: eastwest, namespace: gateways, labels: {istio: eastwestgateway}}
                        spec:
                          type: LoadBalancer
                          externalIPs: [9.9.9.9]
                          selector: {istio: eastwestgateway}
                          ports: [{name: tls, port: 15443, targetPort: 15443}]
                        """
                            + status
                            + "\n")))
        .containsExactly(address + ":15443 ");
  }

  @Test
  void overridesComeFirst() {
    assertThat(
            endpoints(
                plain()
                    .add(
                        "mgmt",
                        global(
                            "{selector: {labels: {istio: eastwestgateway}},"
                                + " hostInfoOverrides: [{addr: 7.7.7.7}, {addr: 8.8.8.8, port: 443}]}"))))
        .containsExactly("7.7.7.7:15443 ", "8.8.8.8:443 ");
  }

  /** Only Services that are reached from outside can be meant by a selector without labels. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{namespace: gateways}",
        "{name: eastwest}",
        "{name: eastwest, namespace: gateways}",
        "{labels: {istio: eastwestgateway}}",
        "{labels: {istio: eastwestgateway}, workspace: shop}"
      })
  void selectorsFindTheGateway(String selector) {
    assertThat(endpoints(plain().add("mgmt", global("{selector: " + selector + "}"))))
        .containsExactly("172.23.0.2:15443 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{namespace: front}",
        "{name: other}",
        "{name: other, namespace: gateways}",
        "{labels: {istio: other}}",
        "{labels: {istio: eastwestgateway}, workspace: other}",
        "{labels: {istio: eastwestgateway}, cluster: cluster1}",
        "{name: eastwest, namespace: gateways, cluster: cluster1}"
      })
  void selectorsFindNothingElse(String selector) {
    assertThat(endpoints(plain().add("mgmt", global("{selector: " + selector + "}")))).isEmpty();
  }

  @Test
  void aServiceThatIsReachedFromWithinIsNoCandidateWithoutLabels() {
    String inner =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: eastwest, namespace: gateways, labels: {istio: eastwestgateway}}
        spec: {type: ClusterIP, selector: {istio: eastwestgateway}, ports: [{name: tls, port: 15443, targetPort: 15443}]}
        """;
    Environment byLabels = plain().add("cluster2", inner);
    assertThat(serverPort(byLabels)).isEqualTo(15443);
    assertThat(serverPort(byLabels.add("mgmt", global("{selector: {namespace: gateways}}"))))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"{number: 15443}, 1", "{name: tls}, 1", "{number: 1}, 0", "{name: other}, 0"})
  void thePortIsFoundByNameOrNumber(String port, int count) {
    String selector = "{selector: {labels: {istio: eastwestgateway}}, port: " + port + "}";
    assertThat(endpoints(plain().add("mgmt", global(selector)))).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({"tls-in, 8443", "other, 0"})
  void aNamedTargetPortIsThatOfThePods(String name, int number) {
    assertThat(
            serverPort(
                plain()
                    .add(
                        "cluster2",
                        """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: eastwest, namespace: gateways, labels: {istio: eastwestgateway}}
                        spec: {type: LoadBalancer, selector: {istio: eastwestgateway}, ports: [{name: tls, port: 15443, targetPort: %s}]}
                        ---
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: eastwest, namespace: gateways}
                        spec:
                          replicas: 1
                          template:
                            metadata: {labels: {istio: eastwestgateway}}
                            spec: {containers: [{name: proxy, ports: [{name: metrics, containerPort: 9090}, {name: tls-in, containerPort: 8443}]}]}
                        """
                            .formatted(name))))
        .isEqualTo(number);
  }

  private static String global(String gateway) {
    return """
    apiVersion: admin.gloo.solo.io/v2
    kind: WorkspaceSettings
    metadata: {name: global, namespace: gloo-mesh}
    spec: {options: {eastWestGateways: [%s]}}
    """
        .formatted(gateway);
  }

  private static String pod(String namespace, String node, String label, String phase) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: eastwest-0, namespace: %s, labels: {istio: %s}}
    spec: {nodeName: '%s', containers: [{name: proxy}]}
    status: {phase: %s}
    """
        .formatted(namespace, label, node, phase);
  }

  /** {@code address:port locality} of each endpoint; none when there is no entry. */
  private static List<String> endpoints(Environment environment) {
    List<String> endpoints = new ArrayList<>();
    for (JsonNode spec : specs(environment, "cluster1", "front", IstioKind.SERVICE_ENTRY)) {
      if (spec.at("/hosts/0").asText().equals("api.back.svc.cluster2.global")) {
        for (JsonNode endpoint : spec.path("endpoints")) {
          endpoints.add(
              endpoint.path("address").asText()
                  + ":"
                  + endpoint.path("ports").iterator().next()
                  + " "
                  + endpoint.path("locality").asText());
        }
      }
    }
    return endpoints;
  }

  /** The port of the generated Gateway in cluster2; 0 when there is none. */
  private static int serverPort(Environment environment) {
    return specs(environment, "cluster2", "gateways", IstioKind.GATEWAY).stream()
        .mapToInt(spec -> spec.at("/servers/0/port/number").asInt())
        .sum();
  }

  private static List<JsonNode> specs(
      Environment environment, String cluster, String namespace, IstioKind kind) {
    return environment.translate().outputs(cluster).values().stream()
        .filter(output -> output.key().kind() == kind)
        .filter(output -> output.key().namespace().equals(namespace))
        .map(output -> OutputJson.write(output).path("spec"))
        .toList();
  }
}
