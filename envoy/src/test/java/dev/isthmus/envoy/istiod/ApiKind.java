package dev.isthmus.envoy.istiod;

import dev.isthmus.istio.IstioKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of object that istiod reads.
 *
 * @param apiVersion the group and version
 * @param kind the kind
 * @param plural how paths call it
 * @param namespaced whether its objects are in namespaces
 */
record ApiKind(String apiVersion, String kind, String plural, boolean namespaced) {
  static final ApiKind NAMESPACE = new ApiKind("v1", "Namespace", "namespaces", false);

  /** The kinds whose objects make a cluster, in the order in which they are made. */
  static final List<ApiKind> ALL =
      Stream.concat(
              Stream.of(
                  new ApiKind("v1", "Node", "nodes", false),
                  new ApiKind("v1", "Pod", "pods", true),
                  new ApiKind("v1", "Service", "services", true),
                  new ApiKind("discovery.k8s.io/v1", "EndpointSlice", "endpointslices", true)),
              Stream.of(
                      IstioKind.GATEWAY,
                      IstioKind.SERVICE_ENTRY,
                      IstioKind.WORKLOAD_ENTRY,
                      IstioKind.DESTINATION_RULE,
                      IstioKind.VIRTUAL_SERVICE,
                      IstioKind.SIDECAR,
                      IstioKind.PEER_AUTHENTICATION,
                      IstioKind.AUTHORIZATION_POLICY)
                  .map(it -> new ApiKind(it.group() + "/v1", it.kind(), it.plural(), true)))
          .toList();

  /** Whether an object is of this kind, in any version of the group. */
  boolean is(String objectApiVersion, String objectKind) {
    return kind.equals(objectKind) && group(apiVersion).equals(group(objectApiVersion));
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Whether what an object's status says is written apart from the rest. */
  boolean hasStatus() {
    return List.of("Pod", "Service", "Node").contains(kind);
  }

  /** The path of an object, or of all in a namespace, or, where that is empty too, of all. */
  String path(String namespace, String name) {
    return (apiVersion.contains("/") ? "/apis/" : "/api/")
        + apiVersion
        + (namespace.isEmpty() || !namespaced ? "" : "/namespaces/" + namespace)
        + "/"
        + plural
        + (name.isEmpty() ? "" : "/" + name);
  }
}
