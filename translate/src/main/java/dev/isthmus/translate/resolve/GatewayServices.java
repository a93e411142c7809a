package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.NodeAddress;
import dev.isthmus.api.core.NodeAddressType;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.ServiceType;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Services that gateway pods stand behind: how selectors find them, and where their pods run. */
public final class GatewayServices {

  /** A label of something in a cluster. */
  record Term(String cluster, String key, String value) implements Comparable<Term> {
    @Override
    public int compareTo(Term other) {
      int order = cluster.compareTo(other.cluster);
      if (order == 0) {
        order = key.compareTo(other.key);
      }
      return order == 0 ? value.compareTo(other.value) : order;
    }
  }

  private final Inputs inputs;
  private final Workloads workloads;
  private final Index<Term, ObjectKey, Service> byLabel;
  private final Index<Term, ObjectKey, Service> byPodLabel;
  private final Index<String, ObjectKey, Service> exposed;
  private final Index<NamespaceId, ObjectKey, Pod> podsIn;
  private final Index<String, ObjectKey, Node> nodesOf;

  public GatewayServices(GraphBuilder graph, Inputs inputs, Workloads workloads) {
    this.inputs = inputs;
    this.workloads = workloads;
    byLabel =
        graph.index("services by label", inputs.services, (k, v) -> terms(k.cluster(), v.labels()));
    byPodLabel =
        graph.index(
            "services by selector", inputs.services, (k, v) -> terms(k.cluster(), v.selector()));
    exposed =
        graph.index(
            "services that are reached from outside",
            inputs.services,
            (k, v) -> isExposed(v) ? List.of(k.cluster()) : List.of());
    podsIn =
        graph.index("pods by namespace", inputs.pods, (k, v) -> List.of(Workspaces.namespaceOf(k)));
    nodesOf = graph.index("nodes by cluster", inputs.nodes, (k, v) -> List.of(k.cluster()));
  }

  /** What rules that ask here must declare to use. */
  public Source[] sources() {
    return new Source[] {
      inputs.services,
      inputs.nodes,
      inputs.namespaces,
      byLabel,
      byPodLabel,
      exposed,
      podsIn,
      nodesOf,
      workloads.byTerm
    };
  }

  private static List<Term> terms(String cluster, Map<String, String> labels) {
    List<Term> terms = new ArrayList<>(labels.size());
    labels.forEach((key, value) -> terms.add(new Term(cluster, key, value)));
    return terms;
  }

  private static boolean isExposed(Service service) {
    return service.type() == ServiceType.LOAD_BALANCER
        || service.type() == ServiceType.NODE_PORT
        || !service.externalIps().isEmpty();
  }

  /**
   * Services of a cluster that a selector may select by the services' own labels; the caller checks
   * the rest. Without labels, only services that are reached from outside are candidates.
   */
  Iterable<Entry<ObjectKey, Service>> selected(String cluster, ObjectSelector selector, In in) {
    return candidates(cluster, selector, byLabel, in);
  }

  /**
   * Likewise by the labels of their pods: the services' {@code spec.selector} (API reference,
   * VirtualGateway).
   */
  public Iterable<Entry<ObjectKey, Service>> selectedByPods(
      String cluster, ObjectSelector selector, In in) {
    return candidates(cluster, selector, byPodLabel, in);
  }

  private Iterable<Entry<ObjectKey, Service>> candidates(
      String cluster, ObjectSelector selector, Index<Term, ObjectKey, Service> index, In in) {
    if (!selector.cluster().isEmpty() && !selector.cluster().equals(cluster)) {
      return List.of();
    }
    if (!selector.name().isEmpty() && !selector.namespace().isEmpty()) {
      ObjectKey key = new ObjectKey(cluster, selector.namespace(), selector.name());
      Service service = in.get(inputs.services, key);
      return service == null ? List.of() : List.of(new Entry<>(key, service));
    }
    if (selector.labels().isEmpty()) {
      return in.get(exposed, cluster);
    }
    String key = selector.labels().firstKey();
    return in.get(index, new Term(cluster, key, selector.labels().getOrDefault(key, "")));
  }

  /** The namespace of an object; null when it is not there. */
  @Nullable Namespace namespace(ObjectKey key, In in) {
    return in.get(inputs.namespaces, new ObjectKey(key.cluster(), "", key.namespace()));
  }

  /** The number of a port of a gateway's pods; 0 when it is given by a name that no pod has. */
  public int targetPort(Service service, ServicePort port, In in) {
    String name = port.targetPort().name();
    if (name.isEmpty()) {
      return port.targetPort().number();
    }
    for (Entry<WorkloadClass, Boolean> entry :
        workloads.behind(
            service.cluster(), service.namespace(), Labels.copyOf(service.selector()), in)) {
      for (ContainerPort candidate : entry.key().ports()) {
        if (candidate.name().equals(name)) {
          return candidate.port();
        }
      }
    }
    return 0;
  }

  /**
   * The locality on which the nodes of the gateway's pods agree; those of all nodes while it has no
   * pods.
   */
  String locality(ObjectKey gateway, Labels selector, In in) {
    String common = null;
    for (Node node : nodes(gateway, selector, in)) {
      common = common == null ? node.locality() : common(common, node.locality());
    }
    return common == null ? "" : common;
  }

  private static String common(String a, String b) {
    String[] left = a.split("/");
    String[] right = b.split("/");
    StringBuilder common = new StringBuilder();
    for (int i = 0; i < Math.min(left.length, right.length) && left[i].equals(right[i]); i++) {
      common.append(i == 0 ? "" : "/").append(left[i]);
    }
    return common.toString();
  }

  /**
   * The addresses of the nodes of the gateway's pods, sorted: external ones, else internal ones.
   */
  List<String> nodeAddresses(ObjectKey gateway, Labels selector, In in) {
    SortedSet<String> addresses = new TreeSet<>();
    for (Node node : nodes(gateway, selector, in)) {
      List<String> external = addresses(node, NodeAddressType.EXTERNAL_IP);
      addresses.addAll(
          external.isEmpty() ? addresses(node, NodeAddressType.INTERNAL_IP) : external);
    }
    return List.copyOf(addresses);
  }

  private static List<String> addresses(Node node, NodeAddressType type) {
    List<String> addresses = new ArrayList<>();
    for (NodeAddress address : node.addresses()) {
      if (address.type() == type) {
        addresses.add(address.address());
      }
    }
    return addresses;
  }

  private List<Node> nodes(ObjectKey gateway, Labels selector, In in) {
    List<Node> nodes = new ArrayList<>();
    for (String name :
        in.get(podsIn, Workspaces.namespaceOf(gateway), p -> nodeNames(p, selector))) {
      Node node = in.get(inputs.nodes, new ObjectKey(gateway.cluster(), "", name));
      if (node != null) {
        nodes.add(node);
      }
    }
    return nodes.isEmpty() ? in.get(nodesOf, gateway.cluster()).values() : nodes;
  }

  private static List<String> nodeNames(Entries<ObjectKey, Pod> pods, Labels selector) {
    SortedSet<String> names = new TreeSet<>();
    for (Entry<ObjectKey, Pod> pod : pods) {
      if (!selector.isEmpty()
          && !pod.value().ended()
          && !pod.value().nodeName().isEmpty()
          && selector.selects(pod.value().labels())) {
        names.add(pod.value().nodeName());
      }
    }
    return List.copyOf(names);
  }
}
