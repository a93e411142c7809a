package dev.isthmus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.testing.Yaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What of an object the server is told: all that translation reads, and nothing that only moves.
 */
final class ReductionTest {

  @Test
  void aDeploymentIsItsLabelsReplicasAccountPortsAndRevision() {
    assertReduced(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: a
          namespace: shop
          labels: {app: a}
          creationTimestamp: "2026-01-01T00:00:00Z"
          generation: 17
          uid: u
          annotations: {deployment.kubernetes.io/revision: "4"}
        spec:
          replicas: 2
          strategy: {type: Recreate}
          template:
            metadata: {labels: {app: a, version: v1}, annotations: {restarted: now}}
            spec:
              serviceAccountName: account
              hostNetwork: true
              nodeName: n
              containers:
              - name: discovery
                image: pilot:1
                ports: [{name: http, containerPort: 80}]
                env: [{name: REVISION, value: 1-12}, {name: OTHER, value: x}]
              - {name: side, image: b, env: [{name: OTHER, value: x}]}
        status: {readyReplicas: 1}
        """,
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a, namespace: shop, labels: {app: a}, creationTimestamp: "2026-01-01T00:00:00Z"}
        spec:
          replicas: 2
          template:
            metadata: {labels: {app: a, version: v1}}
            spec:
              serviceAccountName: account
              hostNetwork: true
              containers:
              - {name: discovery, ports: [{name: http, containerPort: 80}], env: [{name: REVISION, value: 1-12}]}
              - {name: side}
        """);
  }

  @Test
  void aNodeIsItsAddresses() {
    assertReduced(
        """
        {apiVersion: v1, kind: Node, metadata: {name: n, annotations: {heartbeat: now}}, spec: {podCIDR: 10.0.0.0/24}, status: {addresses: [{type: InternalIP, address: 10.1.1.1}], images: [x], conditions: [{lastHeartbeatTime: now}]}}
        """,
        """
        {apiVersion: v1, kind: Node, metadata: {name: n}, status: {addresses: [{type: InternalIP, address: 10.1.1.1}]}}
        """);
  }

  @Test
  void aServiceIsItsSpecAndWhereItsLoadBalancerIs() {
    assertReduced(
        """
        {apiVersion: v1, kind: Service, metadata: {name: s, namespace: shop, managedFields: [{}], resourceVersion: "9", annotations: {a: b, kubectl.kubernetes.io/last-applied-configuration: "{}"}}, spec: {ports: [{port: 80}]}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}, conditions: []}}
        """,
        """
        {apiVersion: v1, kind: Service, metadata: {name: s, namespace: shop, annotations: {a: b}}, spec: {ports: [{port: 80}]}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}}
        """);
  }

  @Test
  void aUsersObjectKeepsItsGenerationAndUidButNoStatus() {
    assertReduced(
        """
        {apiVersion: networking.gloo.solo.io/v2, kind: RouteTable, metadata: {name: r, namespace: shop, uid: u, generation: 3, resourceVersion: "9"}, spec: {hosts: [h]}, status: {common: {}}}
        """,
        """
        {apiVersion: networking.gloo.solo.io/v2, kind: RouteTable, metadata: {name: r, namespace: shop, uid: u, generation: 3}, spec: {hosts: [h]}}
        """);
  }

  @Test
  void ofConfigMapsThoseOfIstioAndTheApprovalsAreReported() {
    String text =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: NAME, namespace: ns}, data: {a: b},"
            + " binaryData: {c: d}}";
    for (String name : new String[] {"istio", "istio-1-12", "isthmus-approvals"}) {
      ObjectNode told = reduced(text.replace("NAME", name)).orElseThrow().json();
      assertThat(told.path("data").path("a").asText()).isEqualTo("b");
      assertThat(told.has("binaryData")).isFalse();
    }
    for (String name : new String[] {"isthmus-agent", "isthmus-pending", "kube-root-ca.crt"}) {
      assertThat(reduced(text.replace("NAME", name))).as(name).isEmpty();
    }
  }

  @Test
  void theObjectThatIsThereIsNotTouched() {
    ObjectNode json =
        Yaml.documents(
                """
                {apiVersion: v1, kind: Service, metadata: {name: s, namespace: n, annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}}, spec: {}}
                """)
            .getFirst();
    ObjectNode before = json.deepCopy();
    var _ = Reduction.of(stored(json));
    assertThat(json).isEqualTo(before);
  }

  private static void assertReduced(String object, String told) {
    ObservedObject reduced = reduced(object).orElseThrow();
    assertThat(reduced.json()).isEqualTo(Yaml.documents(told).getFirst());
    assertThat(reduced.uid()).isEqualTo("uid");
  }

  private static Optional<ObservedObject> reduced(String object) {
    return Reduction.of(stored(Yaml.documents(object).getFirst()));
  }

  private static StoredObject stored(ObjectNode json) {
    ObjectKind kind = ObjectKind.of(json.path("apiVersion").asText(), json.path("kind").asText());
    ObjectKey key =
        new ObjectKey(
            "cluster1",
            json.path("metadata").path("namespace").asText(""),
            json.path("metadata").path("name").asText());
    return new StoredObject(new ObjectRef(kind, key), "uid", "7", json);
  }
}
