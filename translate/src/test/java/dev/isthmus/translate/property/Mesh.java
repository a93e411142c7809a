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

/**
 * All clusters as Istio sees them: what is there, and what we wrote. Visibility by Istio's rules
 * for exportTo.
 */
final class Mesh {
  /** What is there whatever we write, in an order in which it is found fast. */
  static final class Known {
    private final Map<String, String> domains = new HashMap<>();
    private final Map<String, List<Service>> services = new HashMap<>();
    private final Map<String, List<Map<String, String>>> workloads = new HashMap<>();

    Known(List<Resource> resources) {
      for (Resource resource : resources) {
        String place = resource.cluster() + "/" + resource.namespace();
        switch (resource) {
          case Service service ->
              services
                  .computeIfAbsent(place + "/" + service.name(), p -> new ArrayList<>())
                  .add(service);
          case KubernetesCluster cluster ->
              domains.put(
                  cluster.name(),
                  cluster.spec().clusterDomain().isEmpty()
                      ? "cluster.local"
                      : cluster.spec().clusterDomain());
          case Pod pod when !pod.ended() -> workload(place, pod.labels());
          case Workload workload -> workload(place, workload.templateLabels());
          default -> {}
        }
      }
    }

    private void workload(String place, Map<String, String> labels) {
      workloads.computeIfAbsent(place, p -> new ArrayList<>()).add(labels);
    }
  }

  private final Known known;
  private final List<At<VirtualService>> virtualServices;
  private final List<At<ServiceEntry>> entries;
  private final List<At<DestinationRule>> rules;
  private final List<At<Gateway>> gateways;
  private final Map<String, List<At<ServiceEntry>>> entriesByHost = new HashMap<>();
  private final Map<String, List<At<DestinationRule>>> rulesByHost = new HashMap<>();

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
  Mesh(Known known, SortedMap<OutputKey, IstioSpec> specs) {
    this.known = known;
    virtualServices = all(VirtualService.class, specs);
    entries = all(ServiceEntry.class, specs);
    rules = all(DestinationRule.class, specs);
    gateways = all(Gateway.class, specs);
    for (At<ServiceEntry> at : entries) {
      for (String host : at.spec().hosts()) {
        entriesByHost.computeIfAbsent(host, h -> new ArrayList<>()).add(at);
      }
    }
    for (At<DestinationRule> at : rules) {
      rulesByHost.computeIfAbsent(at.spec().host(), h -> new ArrayList<>()).add(at);
    }
  }

  static Mesh of(List<Resource> resources, Translation translation) {
    var specs = new TreeMap<OutputKey, IstioSpec>();
    translation.outputs().forEach((key, output) -> specs.put(key, output.spec()));
    return new Mesh(new Known(resources), specs);
  }

  private static <S extends IstioSpec> List<At<S>> all(
      Class<S> kind, SortedMap<OutputKey, IstioSpec> specs) {
    return specs.entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .map(entry -> new At<>(entry.getKey(), kind.cast(entry.getValue())))
        .toList();
  }

  List<At<VirtualService>> virtualServices() {
    return virtualServices;
  }

  List<At<ServiceEntry>> entries() {
    return entries;
  }

  List<At<DestinationRule>> rules() {
    return rules;
  }

  List<At<Gateway>> gateways() {
    return gateways;
  }

  /**
   * The Kubernetes service of a host, as clients in this cluster resolve it. Between two states it
   * may be there in two forms.
   */
  List<Service> services(String cluster, String host) {
    String end = ".svc." + known.domains.getOrDefault(cluster, "cluster.local");
    String[] name = host.split("\\.", 3);
    return name.length == 3 && host.endsWith(end) && end.length() == name[2].length() + 1
        ? known.services.getOrDefault(cluster + "/" + name[1] + "/" + name[0], List.of())
        : List.of();
  }

  /** Our entry of a host that a namespace sees. Its own namespace's comes first. */
  Optional<At<ServiceEntry>> entry(String cluster, String namespace, String host) {
    List<At<ServiceEntry>> visible =
        entriesByHost.getOrDefault(host, List.of()).stream()
            .filter(e -> e.key().cluster().equals(cluster))
            .filter(e -> isVisible(e.key(), e.spec().exportTo(), namespace))
            .toList();
    return visible.stream()
        .filter(e -> e.key().namespace().equals(namespace))
        .findFirst()
        .or(() -> visible.stream().findFirst());
  }

  /** The entry of a federated host in the service's own cluster. */
  Optional<At<ServiceEntry>> home(String host) {
    return entriesByHost.getOrDefault(host, List.of()).stream()
        .filter(e -> e.spec().workloadSelector() != null)
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
    return rulesByHost.getOrDefault(host, List.of()).stream()
        .filter(r -> r.key().cluster().equals(cluster) && r.key().namespace().equals(namespace))
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
    return known.workloads.getOrDefault(cluster + "/" + namespace, List.of()).stream()
        .anyMatch(workload -> workload.entrySet().containsAll(labels.entrySet()));
  }
}
