package dev.isthmus.server;

import java.util.Arrays;
import java.util.stream.Collectors;

/** YAML of a management cluster and two others, in which workspace {@code shop} has namespaces. */
public final class TwoClusters {
  private static final String MANAGEMENT =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: gloo-mesh}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: KubernetesCluster, metadata: {name: cluster1, namespace: gloo-mesh}, spec: {clusterDomain: cluster.local}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: KubernetesCluster, metadata: {name: cluster2, namespace: gloo-mesh}, spec: {clusterDomain: cluster.local}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: RootTrustPolicy, metadata: {name: root, namespace: gloo-mesh}, spec: {config: {mgmtServerCa: {generated: {}}}}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: WorkspaceSettings, metadata: {name: global, namespace: gloo-mesh}, spec: {options: {eastWestGateways: [{selector: {labels: {istio: eastwestgateway}}}]}}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: Workspace, metadata: {name: gateways, namespace: gloo-mesh}, spec: {workloadClusters: [{name: "*", namespaces: [{name: gateways}]}]}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: Workspace, metadata: {name: shop, namespace: gloo-mesh}, spec: {workloadClusters: [{name: "*", namespaces: [NAMESPACES]}]}}
      """;

  private static final String GATEWAY =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: gateways, labels: {istio.io/rev: 1-12}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: eastwestgateway, namespace: gateways, labels: {istio: eastwestgateway}}, spec: {type: LoadBalancer, selector: {istio: eastwestgateway}, ports: [{name: tls, port: 15443, targetPort: 15443}]}, status: {loadBalancer: {ingress: [{ip: 172.23.0.2}]}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: gateway, namespace: gateways, labels: {istio: eastwestgateway}}, spec: {serviceAccountName: gateway, containers: [{name: all}]}, status: {phase: Running}}
      """;

  private static final String NAMESPACE =
      """
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: NAME, labels: {istio.io/rev: 1-12}}}
      """;

  private TwoClusters() {}

  /** What the management cluster has. */
  public static String management(String... namespaces) {
    return MANAGEMENT.replace(
        "NAMESPACES",
        Arrays.stream(namespaces).map("{name: %s}"::formatted).collect(Collectors.joining(", ")));
  }

  /** What each of the others has: an east-west gateway, and the namespaces. */
  public static String each(String... namespaces) {
    return GATEWAY
        + Arrays.stream(namespaces)
            .map(name -> NAMESPACE.replace("NAME", name))
            .collect(Collectors.joining());
  }
}
