package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Istiod;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one cluster holds of the kinds that are read, as files. No Secrets; of ConfigMaps istiod's
 * alone; of environment variables istiod's alone.
 */
final class ClusterSnapshot {
  /** Kubernetes' own kinds, those that tell of istiods first. */
  private static final List<ObjectKind> KUBERNETES =
      List.of(
          ObjectKind.DEPLOYMENT,
          ObjectKind.NAMESPACE,
          ObjectKind.NODE,
          ObjectKind.SERVICE,
          ObjectKind.SERVICE_ACCOUNT,
          ObjectKind.POD,
          ObjectKind.STATEFUL_SET,
          ObjectKind.DAEMON_SET,
          ObjectKind.ENDPOINT_SLICE,
          ObjectKind.CONFIG_MAP);

  private static final String ROOT = "istio-ca-root-cert";

  private final String name;
  private final KubeObjects cluster;
  private final ResourceReader reader = new ResourceReader();
  private final List<Istiod> istiods = new ArrayList<>();
  private final SortedMap<String, List<ObjectNode>> kinds = new TreeMap<>();
  private final List<Missing> missing = new ArrayList<>();

  /** What could not be read: a file's name, and why. */
  record Missing(String file, String why) {}

  private ClusterSnapshot(String name, KubeObjects cluster) {
    this.name = name;
    this.cluster = cluster;
  }

  /**
   * Reads a cluster.
   *
   * @throws KubeException when it does not answer
   */
  static ClusterSnapshot read(String name, KubeObjects cluster) throws KubeException {
    ClusterSnapshot snapshot = new ClusterSnapshot(name, cluster);
    KUBERNETES.forEach(snapshot::add);
    List<ObjectKind> served = cluster.served(ClusterSnapshot::isRead);
    served.forEach(snapshot::add);
    snapshot.addUndefined(served);
    return snapshot;
  }

  private static boolean isRead(String group) {
    return group.endsWith(".gloo.solo.io") || group.endsWith(".istio.io");
  }

  /** Files by name. */
  SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    kinds.forEach((file, all) -> files.put(file, YamlText.documents(all)));
    return files;
  }

  /** The objects, by kind, namespace and name. */
  List<ObjectNode> all() {
    return kinds.values().stream().flatMap(List::stream).toList();
  }

  List<Missing> missing() {
    return missing;
  }

  int objects() {
    return all().size();
  }

  private void add(ObjectKind kind) {
    List<ObjectNode> all;
    try {
      all = cluster.listTrimmed(kind);
    } catch (KubeException e) {
      missing.add(new Missing(file(kind), String.valueOf(e.getMessage())));
      return;
    }
    List<ObjectNode> kept = new ArrayList<>();
    for (ObjectNode object : all) {
      object.withObject("/metadata").remove("resourceVersion");
      hideEnvironment(object);
      if (!kind.equals(ObjectKind.CONFIG_MAP) || isOfIstiod(object)) {
        kept.add(object);
      }
    }
    if (!kept.isEmpty()) {
      kept.sort(Comparator.comparing(ClusterSnapshot::place));
      kinds.put(file(kind), kept);
    }
  }

  private static String file(ObjectKind kind) {
    String group = kind.group().isEmpty() ? "" : "." + kind.group();
    return kind.kind().toLowerCase(Locale.ROOT) + group + ".yaml";
  }

  private static String place(ObjectNode object) {
    return object.at("/metadata/namespace").asText("") + "/" + object.at("/metadata/name").asText();
  }

  /** Passwords may stand in environment variables; istiod's are read. */
  private void hideEnvironment(ObjectNode object) {
    JsonNode containers = object.at("/spec/template/spec/containers");
    if (!containers.isArray()) {
      return;
    }
    Optional<Istiod> istiod = istiod(object);
    istiod.ifPresent(istiods::add);
    if (istiod.isEmpty()) {
      containers.forEach(container -> ((ObjectNode) container).remove("env"));
    }
  }

  private Optional<Istiod> istiod(ObjectNode object) {
    Optional<Resource> resource = reader.read(name, object).resource();
    return resource
        .filter(Workload.class::isInstance)
        .map(Workload.class::cast)
        .flatMap(Istiod::of);
  }

  /** Its mesh configuration, and the root certificate that it publishes in its own namespace. */
  private boolean isOfIstiod(ObjectNode map) {
    String namespace = map.at("/metadata/namespace").asText();
    String own = map.at("/metadata/name").asText();
    return istiods.stream()
        .anyMatch(istiod ->
            istiod.namespace().equals(namespace)
                && (own.equals(ROOT) || own.equals(istiod.meshConfig().name())));
  }

  /** A group that is served without a kind that translation reads: nothing is known of the kind. */
  private void addUndefined(List<ObjectKind> served) {
    Set<String> groups = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (ObjectKind kind : served) {
      groups.add(kind.group());
      kinds.add(kind.group() + "/" + kind.kind());
    }
    for (ObjectKind kind : ObservedKinds.ALL) {
      if (groups.contains(kind.group()) && !kinds.contains(kind.group() + "/" + kind.kind())) {
        missing.add(
            new Missing(
                file(kind),
                "%s: there is no kind %s, though others of its group are there"
                    .formatted(cluster.context(), kind)));
      }
    }
  }
}
