package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.core.ForeignIstio;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.gloo.admin.KubernetesCluster;
import dev.isthmus.api.gloo.admin.RootTrustPolicy;
import dev.isthmus.api.gloo.admin.Workspace;
import dev.isthmus.api.gloo.admin.WorkspaceSettings;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.VirtualGateway;
import dev.isthmus.api.gloo.resilience.FaultInjectionPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.engine.Batch;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Table;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The observed objects: an input table per kind. Kinds that translation does not use have none. */
public final class Inputs {

  /** The objects of one kind. */
  private record Kind<R extends Resource>(Class<R> type, Table<ObjectKey, R> table) {

    void put(Batch.Builder batch, ObjectKey key, @Nullable Resource resource) {
      if (resource == null) {
        batch.remove(table, key);
      } else if (type.isInstance(resource)) {
        batch.put(table, key, type.cast(resource));
      }
    }
  }

  private final GraphBuilder graph;
  private final Map<ObjectKind, Kind<?>> kinds = new HashMap<>();

  public final Table<ObjectKey, KubernetesCluster> clusters;
  public final Table<ObjectKey, RootTrustPolicy> rootTrustPolicies;
  public final Table<ObjectKey, Workspace> workspaces;
  public final Table<ObjectKey, WorkspaceSettings> settings;
  public final Table<ObjectKey, RouteTable> routeTables;
  public final Table<ObjectKey, VirtualGateway> virtualGateways;
  public final Table<ObjectKey, FaultInjectionPolicy> faultPolicies;
  public final Table<ObjectKey, RetryTimeoutPolicy> retryPolicies;
  public final Table<ObjectKey, Namespace> namespaces;
  public final Table<ObjectKey, Node> nodes;
  public final Table<ObjectKey, Service> services;
  public final Table<ObjectKey, Pod> pods;
  public final Table<ObjectKey, ConfigMap> configMaps;

  /** Deployments, StatefulSets, DaemonSets. */
  public final Table<ObjectRef, Workload> workloads;

  /** Istio objects that are in the clusters, ours and others'. */
  public final Table<ObjectRef, ForeignIstio> istio;

  public Inputs(GraphBuilder graph) {
    this.graph = graph;
    clusters = input(ObjectKind.KUBERNETES_CLUSTER, KubernetesCluster.class);
    rootTrustPolicies = input(ObjectKind.ROOT_TRUST_POLICY, RootTrustPolicy.class);
    workspaces = input(ObjectKind.WORKSPACE, Workspace.class);
    settings = input(ObjectKind.WORKSPACE_SETTINGS, WorkspaceSettings.class);
    routeTables = input(ObjectKind.ROUTE_TABLE, RouteTable.class);
    virtualGateways = input(ObjectKind.VIRTUAL_GATEWAY, VirtualGateway.class);
    faultPolicies = input(ObjectKind.FAULT_INJECTION_POLICY, FaultInjectionPolicy.class);
    retryPolicies = input(ObjectKind.RETRY_TIMEOUT_POLICY, RetryTimeoutPolicy.class);
    namespaces = input(ObjectKind.NAMESPACE, Namespace.class);
    nodes = input(ObjectKind.NODE, Node.class);
    services = input(ObjectKind.SERVICE, Service.class);
    pods = input(ObjectKind.POD, Pod.class);
    configMaps = input(ObjectKind.CONFIG_MAP, ConfigMap.class);
    workloads = graph.input("Workload");
    istio = graph.input("Istio object");
  }

  private <R extends Resource> Table<ObjectKey, R> input(ObjectKind kind, Class<R> type) {
    Table<ObjectKey, R> table = graph.input(kind.kind());
    kinds.put(kind, new Kind<>(type, table));
    return table;
  }

  /** Takes one change into a batch; a change of a kind without a table is none. */
  public void change(Batch.Builder batch, ObjectRef object, @Nullable Resource resource) {
    Kind<?> kind = kinds.get(object.kind());
    if (kind != null) {
      kind.put(batch, object.key(), resource);
    } else if (isWorkload(object.kind())) {
      put(batch, workloads, object, resource, Workload.class);
    } else if (object.kind().group().endsWith("istio.io")) {
      put(batch, istio, object, resource, ForeignIstio.class);
    }
  }

  private static <R extends Resource> void put(
      Batch.Builder batch,
      Table<ObjectRef, R> table,
      ObjectRef object,
      @Nullable Resource resource,
      Class<R> type) {
    if (resource == null) {
      batch.remove(table, object);
    } else if (type.isInstance(resource)) {
      batch.put(table, object, type.cast(resource));
    }
  }

  private static boolean isWorkload(ObjectKind kind) {
    return kind.equals(ObjectKind.DEPLOYMENT)
        || kind.equals(ObjectKind.STATEFUL_SET)
        || kind.equals(ObjectKind.DAEMON_SET);
  }
}
