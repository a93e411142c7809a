package dev.isthmus.kubesim;

import java.util.List;

/** The kinds that an API server has of its own, as far as the labs and the product use them. */
final class BuiltinTypes {
  static final ResourceType NAMESPACE =
      cluster("", "Namespace", "namespaces", CoreColumns.NAMESPACE, "ns");
  static final ResourceType CRD =
      cluster(
          "apiextensions.k8s.io",
          "CustomResourceDefinition",
          "customresourcedefinitions",
          CoreColumns.CRD,
          "crd",
          "crds");
  static final ResourceType EVENT = namespaced("", "Event", "events", CoreColumns.EVENT, "ev");

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";

  static final List<ResourceType> ALL =
      List.of(
          NAMESPACE,
          CRD,
          EVENT,
          cluster("", "Node", "nodes", CoreColumns.NODE, "no"),
          all(namespaced("", "Service", "services", CoreColumns.SERVICE, "svc")),
          all(namespaced("", "Pod", "pods", CoreColumns.POD, "po")),
          namespaced("", "ServiceAccount", "serviceaccounts", CoreColumns.SERVICE_ACCOUNT, "sa"),
          namespaced("", "ConfigMap", "configmaps", CoreColumns.CONFIG_MAP, "cm"),
          namespaced("", "Secret", "secrets", CoreColumns.SECRET),
          namespaced("", "Endpoints", "endpoints", CoreColumns.PLAIN, "ep"),
          all(namespaced("apps", "Deployment", "deployments", CoreColumns.DEPLOYMENT, "deploy")),
          all(namespaced("apps", "StatefulSet", "statefulsets", CoreColumns.STATEFUL_SET, "sts")),
          all(namespaced("apps", "DaemonSet", "daemonsets", CoreColumns.DAEMON_SET, "ds")),
          all(namespaced("apps", "ReplicaSet", "replicasets", CoreColumns.PLAIN, "rs")),
          namespaced(
              "discovery.k8s.io", "EndpointSlice", "endpointslices", CoreColumns.ENDPOINT_SLICE),
          namespaced(
              "", "PersistentVolumeClaim", "persistentvolumeclaims", CoreColumns.PLAIN, "pvc"),
          namespaced("coordination.k8s.io", "Lease", "leases", CoreColumns.LEASE),
          namespaced(
              "policy", "PodDisruptionBudget", "poddisruptionbudgets", CoreColumns.PLAIN, "pdb"),
          namespaced(RBAC, "Role", "roles", CoreColumns.PLAIN),
          namespaced(RBAC, "RoleBinding", "rolebindings", CoreColumns.PLAIN),
          cluster(RBAC, "ClusterRole", "clusterroles", CoreColumns.PLAIN),
          cluster(RBAC, "ClusterRoleBinding", "clusterrolebindings", CoreColumns.PLAIN),
          cluster(
              ADMISSION,
              "ValidatingAdmissionPolicy",
              "validatingadmissionpolicies",
              CoreColumns.PLAIN),
          cluster(
              ADMISSION,
              "ValidatingAdmissionPolicyBinding",
              "validatingadmissionpolicybindings",
              CoreColumns.PLAIN),
          cluster(
              ADMISSION,
              "ValidatingWebhookConfiguration",
              "validatingwebhookconfigurations",
              CoreColumns.PLAIN),
          cluster(
              ADMISSION,
              "MutatingWebhookConfiguration",
              "mutatingwebhookconfigurations",
              CoreColumns.PLAIN));

  private BuiltinTypes() {}

  private static ResourceType namespaced(
      String group, String kind, String plural, List<Column> columns, String... shortNames) {
    return type(group, kind, plural, true, columns, shortNames);
  }

  private static ResourceType cluster(
      String group, String kind, String plural, List<Column> columns, String... shortNames) {
    return type(group, kind, plural, false, columns, shortNames);
  }

  private static ResourceType type(
      String group,
      String kind,
      String plural,
      boolean namespaced,
      List<Column> columns,
      String... shortNames) {
    return new ResourceType(
        group,
        List.of("v1"),
        kind,
        plural,
        List.of(shortNames),
        List.of(),
        namespaced,
        false,
        false,
        columns);
  }

  /** Such a kind is shown by {@code kubectl get all} too. */
  private static ResourceType all(ResourceType type) {
    return new ResourceType(
        type.group(),
        type.versions(),
        type.kind(),
        type.plural(),
        type.shortNames(),
        List.of("all"),
        type.namespaced(),
        type.custom(),
        type.status(),
        type.columns());
  }
}
