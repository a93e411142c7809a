package dev.isthmus.translate.property;

import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.gloo.admin.KubernetesCluster;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All clusters as Istio sees them: what is there, and what we wrote. Visibility by Istio's rules
 * for exportTo.
 */
final class Mesh {
  private final Map<String, String> domains = new HashMap<>();
  private final List<Service> services = new ArrayList<>();
  private final List<Resource> resources;
  private final SortedMap<OutputKey, IstioSpec> specs;

  /** An Istio object of ours and where it is. */
  record At<S extends IstioSpec>(OutputKey key, S spec) {
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /**
   * The clusters.
   *
   * @param specs what we wrote
   */
  Mesh(List<Resource> resources, SortedMap<OutputKey, IstioSpec> specs) {
    this.resources = List.copyOf(resources);
    this.specs = specs;
    for (Resource resource : resources) {
      switch (resource) {
        case Service service -> services.add(service);
        case KubernetesCluster cluster ->
            domains.put(
                cluster.name(),
                cluster.spec().clusterDomain().isEmpty()
                    ? "cluster.local"
                    : cluster.spec().clusterDomain());
        default -> {}
      }
    }
  }

  static Mesh of(List<Resource> resources, Translation translation) {
    var specs = new TreeMap<OutputKey, IstioSpec>();
    translation.outputs().forEach((key, output) -> specs.put(key, output.spec()));
    return new Mesh(resources, specs);
  }

  private <S extends IstioSpec> Stream<At<S>> all(Class<S> kind) {
    return specs.entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .map(entry -> new At<>(entry.getKey(), kind.cast(entry.getValue())));
  }

  List<At<VirtualService>> virtualServices() {
    return all(VirtualService.class).toList();
  }

  List<At<ServiceEntry>> entries() {
    return all(ServiceEntry.class).toList();
  }

  List<At<DestinationRule>> rules() {
    return all(DestinationRule.class).toList();
  }

  List<At<Gateway>> gateways() {
    return all(Gateway.class).toList();
  }

  /**
   * The Kubernetes service of a host, as clients in this cluster resolve it. Between two states it
   * may be there in two forms.
   */
  List<Service> services(String cluster, String host) {
    String domain = domains.getOrDefault(cluster, "cluster.local");
    return services.stream()
        .filter(s -> s.cluster().equals(cluster))
        .filter(s -> host.equals(s.name() + "." + s.namespace() + ".svc." + domain))
        .toList();
  }

  /** Our entry of a host that a namespace sees. Its own namespace's comes first. */
  Optional<At<ServiceEntry>> entry(String cluster, String namespace, String host) {
    List<At<ServiceEntry>> visible =
        entries().stream()
            .filter(e -> e.key().cluster().equals(cluster) && e.spec().hosts().contains(host))
            .filter(e -> isVisible(e.key(), e.spec().exportTo(), namespace))
            .toList();
    return visible.stream()
        .filter(e -> e.key().namespace().equals(namespace))
        .findFirst()
        .or(() -> visible.stream().findFirst());
  }

  /** The entry of a federated host in the service's own cluster. */
  Optional<At<ServiceEntry>> home(String host) {
    return entries().stream()
        .filter(e -> e.spec().workloadSelector() != null && e.spec().hosts().contains(host))
        .findFirst();
  }

  /**
   * The rules of a host that Istio takes for clients in a namespace: theirs, else those beside the
   * service.
   */
  List<At<DestinationRule>> rules(String cluster, String client, String server, String host) {
    List<At<DestinationRule>> own = rulesIn(cluster, client, client, host);
    return own.isEmpty() ? rulesIn(cluster, server, client, host) : own;
  }

  private List<At<DestinationRule>> rulesIn(
      String cluster, String namespace, String client, String host) {
    return rules().stream()
        .filter(r -> r.key().cluster().equals(cluster) && r.key().namespace().equals(namespace))
        .filter(r -> r.spec().host().equals(host))
        .filter(r -> isVisible(r.key(), r.spec().exportTo(), client))
        .toList();
  }

  static boolean isVisible(OutputKey key, List<String> exportTo, String namespace) {
    return exportTo.isEmpty()
        || exportTo.contains("*")
        || exportTo.contains(namespace)
        || (exportTo.contains(".") && key.namespace().equals(namespace));
  }

  /** Whether a workload or pod of a namespace has these labels. */
  boolean hasWorkload(String cluster, String namespace, Map<String, String> labels) {
    return resources.stream()
        .filter(r -> r.cluster().equals(cluster) && r.namespace().equals(namespace))
        .anyMatch(r ->
            switch (r) {
              case Pod pod ->
                  !pod.ended() && pod.labels().entrySet().containsAll(labels.entrySet());
              case Workload workload ->
                  workload.templateLabels().entrySet().containsAll(labels.entrySet());
              default -> false;
            });
  }
}
