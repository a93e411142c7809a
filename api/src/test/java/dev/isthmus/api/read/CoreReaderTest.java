package dev.isthmus.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.Endpoint;
import dev.isthmus.api.core.EndpointPort;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.ForeignIstio;
import dev.isthmus.api.core.LoadBalancerIngress;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.NodeAddress;
import dev.isthmus.api.core.NodeAddressType;
import dev.isthmus.api.core.OwnerReference;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodPhase;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.api.core.PortProtocol;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.ServiceType;
import dev.isthmus.api.core.TargetPort;
import dev.isthmus.api.core.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of clusters, as {@code kubectl get -o yaml} shows them. */
class CoreReaderTest {

  private final ResourceReader reader = new ResourceReader();

  private Resource read(String yaml) {
    ReadResult result = reader.read("c", Trees.yaml(yaml));
    assertThat(result.findings()).isEmpty();
    return result.resource().orElseThrow();
  }

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web-1
        namespace: shop
        uid: 0-1-2
        labels: {app: web, pod-template-hash: abc}
        annotations:
          sidecar.istio.io/status: '{"revision":"1-12"}'
          traffic.sidecar.istio.io/includeInboundPorts: '*'
          cni.example.com/networks: '[]'
        ownerReferences:
        - {kind: Job, name: x}
        - {kind: ReplicaSet, name: web, controller: true}
      spec:
        serviceAccountName: shop-web
        nodeName: node-1
        containers:
        - name: web
          ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]
        - name: istio-proxy
          ports: [{name: http-envoy-prom, containerPort: 15090, protocol: TCP}]
      status:
        phase: Running
        podIP: 10.0.0.1
        podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]
        conditions: [{type: Initialized, status: 'True'}, {type: Ready, status: 'True'}]
      """;

  @Test
  void readsAPod() {
    assertThat(read(POD))
        .isEqualTo(
            new Pod(
                new Meta(
                    new ObjectKey("c", "shop", "web-1"),
                    Labels.of("app", "web", "pod-template-hash", "abc"),
                    Labels.of("traffic.sidecar.istio.io/includeInboundPorts", "*"),
                    null,
                    "",
                    0),
                "shop-web",
                "node-1",
                List.of("10.0.0.1", "fd00::1"),
                false,
                PodPhase.RUNNING,
                true,
                false,
                new OwnerReference("ReplicaSet", "web"),
                PodProxy.SIDECAR,
                List.of(
                    new ContainerPort("http", 8080, PortProtocol.TCP),
                    new ContainerPort("http-envoy-prom", 15090, PortProtocol.TCP))));
  }

  @Test
  void readsAnEmptyPod() {
    Pod pod =
        (Pod)
            read(
                "{apiVersion: v1, kind: Pod, metadata: {name: p, deletionTimestamp: '2026-01-01T00:00:00Z'}}");
    assertThat(pod.serviceAccountName()).isEqualTo("default");
    assertThat(pod.phase()).isEqualTo(PodPhase.UNKNOWN);
    assertThat(pod.deleting()).isTrue();
    assertThat(pod.ready()).isFalse();
    assertThat(pod.proxy()).isEqualTo(PodProxy.NONE);
    assertThat(pod.namespace()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {containers: [{name: istio-proxy}]}                                                    | GATEWAY
          {containers: [{name: istio-proxy, args: [proxy, router, --domain]}, {name: metrics}]}  | GATEWAY
          {containers: [{name: web}, {name: istio-proxy, args: [proxy, sidecar]}]}               | SIDECAR
          {initContainers: [{name: istio-proxy}], containers: [{name: web}]}                     | SIDECAR
          {containers: [{name: istio-proxy, args: [proxy, ztunnel]}]}                            | NONE
          {containers: [{name: istio-proxy, args: [proxy, waypoint]}]}                           | NONE
          {containers: [{name: web}]}                                                            | NONE
          """)
  void tellsThePodsProxy(String spec, PodProxy proxy) {
    Pod pod = (Pod) read("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: " + spec + "}");
    assertThat(pod.proxy()).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {phase: Running}                                                      | true
          {phase: Pending}                                                      | false
          {phase: Running, conditions: [{type: Ready, status: 'False'}]}        | false
          """)
  void aPodThatSaysNothingOfReadinessIsReadyWhenItRuns(String status, boolean ready) {
    Pod pod =
        (Pod) read("{apiVersion: v1, kind: Pod, metadata: {name: p}, status: " + status + "}");
    assertThat(pod.ready()).isEqualTo(ready);
  }

  @Test
  void podsShareWhatIsEqual() {
    Pod one = (Pod) read(POD);
    Pod other = (Pod) read(POD.replace("web-1", "web-2"));
    assertThat(other.labels()).isSameAs(one.labels());
    assertThat(other.meta().annotations()).isSameAs(one.meta().annotations());
    assertThat(other.ports()).isSameAs(one.ports());
    assertThat(other.nodeName()).isSameAs(one.nodeName());
    assertThat(other.namespace()).isSameAs(one.namespace());
  }

  @Test
  void readsAService() {
    Service service =
        (Service)
            read(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: gw, namespace: istio-gateways}
                spec:
                  type: LoadBalancer
                  clusterIP: 10.2.0.12
                  clusterIPs: [10.2.0.12]
                  externalIPs: [1.2.3.4]
                  selector: {istio: gw}
                  ports:
                  - {name: http2, port: 80, targetPort: 8080, nodePort: 30080}
                  - {name: tls, port: 15443, targetPort: tls, appProtocol: https}
                  - {name: dns, port: 53, protocol: UDP}
                status:
                  loadBalancer: {ingress: [{ip: 172.23.0.4}, {hostname: gw.example.com}, {}]}
                """);
    assertThat(service.type()).isEqualTo(ServiceType.LOAD_BALANCER);
    assertThat(service.headless()).isFalse();
    assertThat(service.clusterIps()).containsExactly("10.2.0.12");
    assertThat(service.externalIps()).containsExactly("1.2.3.4");
    assertThat((Map<String, String>) service.selector()).isEqualTo(Map.of("istio", "gw"));
    assertThat(service.ports())
        .containsExactly(
            new ServicePort("http2", 80, PortProtocol.TCP, "", 30080, new TargetPort(8080, "")),
            new ServicePort("tls", 15443, PortProtocol.TCP, "https", 0, new TargetPort(0, "tls")),
            new ServicePort("dns", 53, PortProtocol.UDP, "", 0, new TargetPort(53, "")));
    assertThat(service.ingress())
        .containsExactly(
            new LoadBalancerIngress("172.23.0.4", ""),
            new LoadBalancerIngress("", "gw.example.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{app: 'a b'}", "{'a b': app}", "{app: web, version: 'v1/'}"})
  void aSelectorThatNoLabelsCanMatchSelectsNothing(String selector) {
    ReadResult result =
        reader.read(
            "c",
            Trees.yaml(
                "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: "
                    + selector
                    + "}}"));
    Service service = (Service) result.resource().orElseThrow();
    assertThat((Map<String, String>) service.selector()).isEmpty();
    assertThat(result.findings())
        .singleElement()
        .matches(finding -> finding.reason() == Reason.INVALID_VALUE)
        .matches(finding -> finding.field().startsWith("selector["));
  }

  @Test
  void readsHeadlessAndExternalServices() {
    Service headless =
        (Service)
            read("{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: None}}");
    assertThat(headless.headless()).isTrue();
    assertThat(headless.clusterIps()).isEmpty();
    Service external =
        (Service)
            read(
                "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {type: ExternalName, externalName: a.b}}");
    assertThat(external.type()).isEqualTo(ServiceType.EXTERNAL_NAME);
    assertThat(external.externalName()).isEqualTo("a.b");
    assertThat(external.headless()).isFalse();
  }

  @Test
  void readsAWorkloadWithItsEnvironment() {
    Workload istiod =
        (Workload)
            read(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: istiod-1-12, namespace: istio-system, labels: {app: istiod}}
                spec:
                  replicas: 0
                  template:
                    metadata: {labels: {app: istiod, istio.io/rev: 1-12}, annotations: {sidecar.istio.io/inject: 'false', other: x}}
                    spec:
                      serviceAccountName: istiod
                      containers:
                      - name: discovery
                        image: pilot:1.12.6
                        ports: [{containerPort: 15010}]
                        env: [{name: REVISION, value: 1-12}, {name: POD_NAME, valueFrom: {fieldRef: {}}}]
                """);
    assertThat(istiod.kind()).isEqualTo(ObjectKind.DEPLOYMENT);
    assertThat(istiod.replicas()).isZero();
    assertThat(istiod.env("REVISION")).contains("1-12");
    assertThat(istiod.env("POD_NAME")).isEmpty();
    assertThat(istiod.ports()).containsExactly(new ContainerPort("", 15010, PortProtocol.TCP));
    assertThat(istiod.templateLabels().keySet()).containsExactly("app", "istio.io/rev");
    assertThat(istiod.templateAnnotations().keySet()).containsExactly("sidecar.istio.io/inject");
    assertThat(istiod.containers().getFirst().image()).isEqualTo("pilot:1.12.6");
  }

  @Test
  void aWorkloadWithoutReplicasHasOne() {
    assertThat(
            ((Workload)
                    read("{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: d}, spec: {}}"))
                .replicas())
        .isEqualTo(1);
  }

  @Test
  void readsANodeWithItsLocality() {
    Node node =
        (Node)
            read(
                """
                apiVersion: v1
                kind: Node
                metadata:
                  name: n
                  labels: {topology.kubernetes.io/region: r, topology.kubernetes.io/zone: z, topology.istio.io/subzone: s}
                status:
                  addresses: [{type: InternalIP, address: 172.23.0.4}, {type: Hostname, address: n}]
                """);
    assertThat(node.namespace()).isEmpty();
    assertThat(node.locality()).isEqualTo("r/z/s");
    assertThat(node.addresses())
        .containsExactly(
            new NodeAddress(NodeAddressType.INTERNAL_IP, "172.23.0.4"),
            new NodeAddress(NodeAddressType.HOSTNAME, "n"));
  }

  @Test
  void aLocalityEndsAtTheFirstPartThatIsMissing() {
    Node node =
        (Node)
            read(
                "{apiVersion: v1, kind: Node, metadata: {name: n, labels: {topology.kubernetes.io/region: r, topology.istio.io/subzone: s}}}");
    assertThat(node.locality()).isEqualTo("r");
    Node old =
        (Node)
            read(
                "{apiVersion: v1, kind: Node, metadata: {name: n, labels: {failure-domain.beta.kubernetes.io/region: r, failure-domain.beta.kubernetes.io/zone: z}}}");
    assertThat(old.locality()).isEqualTo("r/z");
  }

  @Test
  void keepsTheDataOfIstiosConfigMapsAlone() {
    ConfigMap mesh =
        (ConfigMap)
            read(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-1-12}, data: {mesh: 'trustDomain: a'}}");
    assertThat((Map<String, String>) mesh.data()).isEqualTo(Map.of("mesh", "trustDomain: a"));
    ConfigMap other =
        (ConfigMap) read("{apiVersion: v1, kind: ConfigMap, metadata: {name: app}, data: {a: b}}");
    assertThat(other.data()).isEmpty();
  }

  @Test
  void readsAnEndpointSlice() {
    EndpointSlice slice =
        (EndpointSlice)
            read(
                """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
                ports: [{name: http, port: 8080}]
                endpoints:
                - {addresses: [10.0.0.1], conditions: {ready: true}, nodeName: n, zone: z, targetRef: {kind: Pod, name: p}}
                - {addresses: [10.0.0.2], conditions: {ready: false, serving: true, terminating: true}}
                - {addresses: [10.0.0.3]}
                """);
    assertThat(slice.service()).isEqualTo("web");
    assertThat(slice.ports()).containsExactly(new EndpointPort("http", 8080, PortProtocol.TCP, ""));
    assertThat(slice.endpoints())
        .containsExactly(
            new Endpoint(List.of("10.0.0.1"), true, true, false, "n", "z", "", "p"),
            new Endpoint(List.of("10.0.0.2"), false, true, true, "", "", "", ""),
            new Endpoint(List.of("10.0.0.3"), true, true, false, "", "", "", ""));
  }

  @Test
  void readsIstiosObjects() {
    ForeignIstio gateway =
        (ForeignIstio)
            read(
                """
                apiVersion: networking.istio.io/v1beta1
                kind: Gateway
                metadata: {name: g}
                spec:
                  servers:
                  - {hosts: ['*.local'], tls: {mode: AUTO_PASSTHROUGH}}
                  - {hosts: [a.b], tls: {mode: SIMPLE}}
                """);
    assertThat(gateway.hosts()).containsExactly("*.local", "a.b");
    assertThat(gateway.passthroughHosts()).containsExactly("*.local");
    ForeignIstio rule =
        (ForeignIstio)
            read(
                "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: r}, spec: {host: a, exportTo: [.]}}");
    assertThat(rule.hosts()).containsExactly("a");
    assertThat(rule.exportTo()).containsExactly(".");
    ForeignIstio policy =
        (ForeignIstio)
            read(
                "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}, spec: {rules: [{}]}}");
    assertThat(policy.hosts()).isEmpty();
  }

  @Test
  void wrongTypesAreErrorsAndCountAsAbsent() {
    ReadResult result =
        reader.read(
            "c",
            Trees.yaml(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: s, labels: [a]}
                spec: {type: Banana, clusterIP: 5, externalIPs: x, ports: [{port: http}, 7, {port: 80, targetPort: 99999}]}
                status: 5
                """));
    assertThat(result.findings())
        .extracting(Finding::field)
        .containsExactlyInAnyOrder(
            "metadata.labels",
            "type",
            "clusterIP",
            "externalIPs",
            "ports[0].port",
            "ports[1]",
            "ports[2].targetPort",
            "status");
    Service service = (Service) result.resource().orElseThrow();
    assertThat(service.ports())
        .containsExactly(new ServicePort("", 80, PortProtocol.TCP, "", 0, new TargetPort(80, "")));
  }

  @Test
  void kubectlsCopyOfTheObjectIsNotKept() {
    Resource namespace =
        read(
            "{apiVersion: v1, kind: Namespace, metadata: {name: n, annotations: {kubectl.kubernetes.io/last-applied-configuration: '{}', a: b}}}");
    assertThat(namespace.meta().annotations().keySet()).containsExactly("a");
    assertThat(namespace.namespace()).isEmpty();
  }
}
