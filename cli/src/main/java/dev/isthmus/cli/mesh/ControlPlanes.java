package dev.isthmus.cli.mesh;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.core.Istiod;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.gloo.admin.KubernetesCluster;
import dev.isthmus.envoy.MeshSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The istiods of a cluster: which of them a pod's proxy has, and with which settings. */
final class ControlPlanes {
  private static final String SELECT_WORKLOAD_ENTRIES = "PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES";
  private static final String SKIP_TRUST_DOMAIN = "PILOT_SKIP_VALIDATE_TRUST_DOMAIN";
  private static final String DEFAULT_DOMAIN = "cluster.local";

  /** Where Istio is installed when no istiod is seen. */
  private static final String ROOT_NAMESPACE = "istio-system";

  private final SortedMap<String, Plane> planes = new TreeMap<>();
  private final Map<String, String> revisions = new HashMap<>();
  private final List<Pod> istiods = new ArrayList<>();
  private final MeshSettings unseen;

  /** An istiod with its settings. */
  private record Plane(String deployment, Istiod istiod, MeshSettings settings) {}

  /**
   * @param cluster the cluster's name
   * @param resources all objects of the environment: its DNS domain stands in the management
   *     cluster
   */
  ControlPlanes(String cluster, Collection<? extends Resource> resources) {
    Map<ObjectKey, ConfigMap> configs = new HashMap<>();
    String domain = DEFAULT_DOMAIN;
    for (Resource resource : resources) {
      switch (resource) {
        case ConfigMap map -> configs.put(map.key(), map);
        case KubernetesCluster it when it.name().equals(cluster) -> {
          if (!it.spec().clusterDomain().isEmpty()) {
            domain = it.spec().clusterDomain();
          }
        }
        case Namespace it when it.cluster().equals(cluster) ->
            revisions.put(it.name(), revision(it));
        case Pod it when it.cluster().equals(cluster) && isIstiod(it) -> istiods.add(it);
        default -> {}
      }
    }
    for (Resource resource : resources) {
      if (resource instanceof Workload workload && workload.cluster().equals(cluster)) {
        add(workload, configs, domain);
      }
    }
    unseen = MeshConfigYaml.of(null).settings(ROOT_NAMESPACE, domain, true);
  }

  private void add(Workload workload, Map<ObjectKey, ConfigMap> configs, String domain) {
    Istiod.of(workload)
        .ifPresent(istiod -> {
          boolean select =
              workload.env(SELECT_WORKLOAD_ENTRIES).map(Boolean::parseBoolean).orElse(true);
          MeshSettings settings =
              MeshConfigYaml.of(configs.get(istiod.meshConfig()))
                  .settings(istiod.namespace(), domain, select);
          boolean any = workload.env(SKIP_TRUST_DOMAIN).map(Boolean::parseBoolean).orElse(false);
          planes.putIfAbsent(
              istiod.revision(),
              new Plane(workload.name(), istiod, any ? settings.withAnyTrustDomain() : settings));
        });
  }

  private static boolean isIstiod(Pod pod) {
    return pod.labels().getOrDefault("app", "").equals("istiod") && !pod.ended();
  }

  private static String revision(Resource resource) {
    return resource.labels().getOrDefault(Istiod.REVISION_LABEL, Istiod.DEFAULT_REVISION);
  }

  /** Whether an istiod is there at all. */
  boolean seen() {
    return !planes.isEmpty();
  }

  /** The pod of the istiod that a pod's proxy asks; else its Deployment; {@code -} for none. */
  String nameOf(Pod pod) {
    if (planes.isEmpty()) {
      return "-";
    }
    Plane plane = plane(pod);
    return istiods.stream()
        .filter(it -> it.namespace().equals(plane.istiod.namespace()))
        .filter(it -> revision(it).equals(plane.istiod.revision()))
        .map(Pod::name)
        .sorted()
        .findFirst()
        .orElse(plane.deployment);
  }

  /**
   * The settings of a pod's istiod: that of the revision which the pod, or else its namespace,
   * names; the first, by revision, where there is none of it; Istio's defaults where there is none.
   */
  MeshSettings settingsOf(Pod pod) {
    return planes.isEmpty() ? unseen : plane(pod).settings();
  }

  private Plane plane(Pod pod) {
    String named =
        pod.labels()
            .getOrDefault(
                Istiod.REVISION_LABEL,
                revisions.getOrDefault(pod.namespace(), Istiod.DEFAULT_REVISION));
    Plane plane = planes.get(named);
    return plane == null ? planes.firstEntry().getValue() : plane;
  }
}
