package dev.isthmus.translate.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects of clusters as YAML, added to what every test starts from: two clusters and the workspace
 * shop.
 */
public final class Environment {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ResourceReader READER = new ResourceReader();

  private final List<Change> changes = new ArrayList<>();

  private Environment() {}

  /**
   * Two clusters of different trust domains with one root, an east-west gateway each, and service
   * {@code api} in both.
   */
  public static Environment twoClusters() {
    var environment = withoutRoot();
    return environment.add(
        "mgmt",
        """
        apiVersion: admin.gloo.solo.io/v2
        kind: RootTrustPolicy
        metadata: {name: root, namespace: gloo-mesh}
        spec: {config: {mgmtServerCa: {generated: {}}}}
        """);
  }

  public static Environment withoutRoot() {
    var environment = new Environment();
    environment.add(
        "mgmt",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: gloo-mesh}
        ---
        apiVersion: admin.gloo.solo.io/v2
        kind: KubernetesCluster
        metadata: {name: cluster1, namespace: gloo-mesh}
        ---
        apiVersion: admin.gloo.solo.io/v2
        kind: KubernetesCluster
        metadata: {name: cluster2, namespace: gloo-mesh}
        ---
        apiVersion: admin.gloo.solo.io/v2
        kind: Workspace
        metadata: {name: shop, namespace: gloo-mesh}
        spec: {workloadClusters: [{name: '*', namespaces: [{name: front}, {name: back}, {name: gateways}]}]}
        """);
    for (var cluster : List.of("cluster1", "cluster2")) {
      environment.add(
          cluster,
          """
          apiVersion: v1
          kind: Namespace
          metadata: {name: front}
          ---
          apiVersion: v1
          kind: Namespace
          metadata: {name: back}
          ---
          apiVersion: v1
          kind: Namespace
          metadata: {name: gateways}
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}
          spec: {template: {metadata: {labels: {app: istiod}}, spec: {containers: [{name: discovery}]}}}
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: istio, namespace: istio-system}
          data: {mesh: "trustDomain: %s"}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: api, namespace: back, labels: {app: api}}
          spec: {selector: {app: api}, ports: [{name: http, port: 80, targetPort: 8080}]}
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: api, namespace: back}
          spec: {replicas: 1, template: {metadata: {labels: {app: api, version: v1}}, spec: {serviceAccountName: api, containers: [{name: api}]}}}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: eastwest, namespace: gateways, labels: {istio: eastwestgateway}}
          spec: {type: LoadBalancer, selector: {istio: eastwestgateway}, ports: [{name: tls, port: 15443, targetPort: 15443}]}
          status: {loadBalancer: {ingress: [{ip: 172.23.0.%s}]}}
          """
              .formatted(cluster, cluster.substring(cluster.length() - 1)));
    }
    return environment;
  }

  /** Federates all services of the workspace. */
  public Environment federated() {
    return add(
        "cluster1",
        """
        apiVersion: admin.gloo.solo.io/v2
        kind: WorkspaceSettings
        metadata: {name: shop, namespace: front}
        spec: {options: {federation: {enabled: true}}}
        """);
  }

  /** A RouteTable for the service's local host, with a subset. */
  public Environment routed() {
    return add(
        "cluster1",
        """
        apiVersion: networking.gloo.solo.io/v2
        kind: RouteTable
        metadata: {name: api, namespace: back}
        spec:
          hosts: [api.back.svc.cluster.local]
          http:
          - name: api
            labels: {route: api}
            forwardTo: {destinations: [{ref: {name: api, namespace: back}, port: {number: 80}, subset: {version: v1}}]}
        """);
  }

  public Environment add(String cluster, String yaml) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      while (documents.hasNext()) {
        READER.read(cluster, documents.next()).resource().map(Change::of).ifPresent(changes::add);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Translation translate() {
    return Translator.create().apply(changes);
  }

  /** The findings of a reason. */
  public List<Finding> findings(Reason reason) {
    return translate().findings().stream().filter(finding -> finding.reason() == reason).toList();
  }
}
