package dev.isthmus.api;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A kind of Kubernetes object.
 *
 * @param group the API group; empty for the core group
 * @param version the API version, such as {@code v2}
 * @param kind the kind, such as {@code RouteTable}
 */
public record ObjectKind(String group, String version, String kind)
    implements Comparable<ObjectKind> {

  private static final String ADMIN = "admin.gloo.solo.io";
  private static final String NETWORKING = "networking.gloo.solo.io";
  private static final String RESILIENCE = "resilience.policy.gloo.solo.io";

  public static final ObjectKind WORKSPACE = new ObjectKind(ADMIN, "v2", "Workspace");
  public static final ObjectKind WORKSPACE_SETTINGS =
      new ObjectKind(ADMIN, "v2", "WorkspaceSettings");
  public static final ObjectKind KUBERNETES_CLUSTER =
      new ObjectKind(ADMIN, "v2", "KubernetesCluster");
  public static final ObjectKind ROOT_TRUST_POLICY = new ObjectKind(ADMIN, "v2", "RootTrustPolicy");
  public static final ObjectKind ROUTE_TABLE = new ObjectKind(NETWORKING, "v2", "RouteTable");
  public static final ObjectKind VIRTUAL_GATEWAY =
      new ObjectKind(NETWORKING, "v2", "VirtualGateway");
  public static final ObjectKind VIRTUAL_DESTINATION =
      new ObjectKind(NETWORKING, "v2", "VirtualDestination");
  public static final ObjectKind EXTERNAL_SERVICE =
      new ObjectKind(NETWORKING, "v2", "ExternalService");
  public static final ObjectKind FAULT_INJECTION_POLICY =
      new ObjectKind(RESILIENCE, "v2", "FaultInjectionPolicy");
  public static final ObjectKind RETRY_TIMEOUT_POLICY =
      new ObjectKind(RESILIENCE, "v2", "RetryTimeoutPolicy");

  public static final ObjectKind NAMESPACE = new ObjectKind("", "v1", "Namespace");
  public static final ObjectKind NODE = new ObjectKind("", "v1", "Node");
  public static final ObjectKind SERVICE = new ObjectKind("", "v1", "Service");
  public static final ObjectKind POD = new ObjectKind("", "v1", "Pod");
  public static final ObjectKind SERVICE_ACCOUNT = new ObjectKind("", "v1", "ServiceAccount");
  public static final ObjectKind CONFIG_MAP = new ObjectKind("", "v1", "ConfigMap");
  public static final ObjectKind EVENT = new ObjectKind("", "v1", "Event");
  public static final ObjectKind DEPLOYMENT = new ObjectKind("apps", "v1", "Deployment");
  public static final ObjectKind STATEFUL_SET = new ObjectKind("apps", "v1", "StatefulSet");
  public static final ObjectKind DAEMON_SET = new ObjectKind("apps", "v1", "DaemonSet");
  public static final ObjectKind ENDPOINT_SLICE =
      new ObjectKind("discovery.k8s.io", "v1", "EndpointSlice");

  private static final Comparator<ObjectKind> ORDER =
      Comparator.comparing(ObjectKind::kind)
          .thenComparing(ObjectKind::group)
          .thenComparing(ObjectKind::version);

  public ObjectKind {
    requireNonNull(group, "group");
    requireNonNull(version, "version");
    requireNonNull(kind, "kind");
  }

  /** The value of an object's {@code apiVersion}: {@code group/version}, or the version alone. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The kind that {@code apiVersion} and {@code kind} of an object name. */
  public static ObjectKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new ObjectKind("", apiVersion, kind)
        : new ObjectKind(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** By kind, then group, then version. */
  @Override
  public int compareTo(ObjectKind other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind + "." + apiVersion();
  }
}
