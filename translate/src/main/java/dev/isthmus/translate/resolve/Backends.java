package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.PortProtocol;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.ServiceType;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The services of workspaces, with what stands behind them, and the identities that answer for
 * them.
 */
public final class Backends {

  /** The services in namespaces of workspaces. */
  public final Table<ObjectKey, Backend> table;

  /**
   * The sorted SPIFFE identities behind the services of one name and namespace, over all clusters
   * of a workspace; never empty: without any there is no entry.
   */
  public final Table<IdentityKey, Identities> identities;

  /** The services of one namespace and name in all clusters. */
  public final Index<NamespacedName, ObjectKey, Backend> byName;

  private final Workspaces workspaces;
  private final Workloads workloads;

  public Backends(GraphBuilder graph, Inputs inputs, Workspaces workspaces, Workloads workloads) {
    this.workspaces = workspaces;
    this.workloads = workloads;
    table = graph.table("backends");
    identities = graph.table("identities");
    byName =
        graph.index("backends by name", table, (key, backend) -> List.of(NamespacedName.of(key)));
    graph
        .rule("a service of a workspace with the workloads behind it")
        .from(inputs.services)
        .uses(workspaces.memberships, workloads.byTerm)
        .emits(table)
        .each((key, service, in, out) -> resolve(service, in, out));
    graph
        .rule("the identities of a service are those of its workloads in all clusters")
        .from(byName)
        .emits(identities)
        .each(this::unite);
  }

  private void resolve(Service service, In in, Out out) {
    Membership member = in.get(workspaces.memberships, Workspaces.namespaceOf(service.key()));
    if (member == null) {
      return;
    }
    Labels selector = Labels.copyOf(service.selector());
    List<Entry<WorkloadClass, Boolean>> behind =
        workloads.behind(service.cluster(), service.namespace(), selector, in);
    SortedSet<String> accounts = new TreeSet<>();
    Set<Labels> running = new LinkedHashSet<>();
    for (Entry<WorkloadClass, Boolean> entry : behind) {
      accounts.add(
          "spiffe://"
              + member.trustDomain()
              + "/ns/"
              + service.namespace()
              + "/sa/"
              + entry.key().account());
      if (entry.value()) {
        running.add(entry.key().labels());
      }
    }
    out.put(
        table,
        service.key(),
        new Backend(
            Age.of(service.meta()),
            member.workspace(),
            Labels.copyOf(service.labels()),
            selector,
            ports(service, behind),
            List.copyOf(running),
            List.copyOf(accounts),
            leftOut(service),
            service.type() == ServiceType.EXTERNAL_NAME ? service.externalName() : ""));
  }

  private static List<BackendPort> ports(
      Service service, List<Entry<WorkloadClass, Boolean>> behind) {
    List<BackendPort> ports = new ArrayList<>(service.ports().size());
    Set<Integer> numbers = new HashSet<>();
    for (ServicePort port : service.ports()) {
      if (port.protocol() == PortProtocol.TCP && numbers.add(port.port())) {
        ports.add(
            new BackendPort(
                port.port(),
                port.name(),
                Protocol.of(port),
                target(port, behind),
                Protocol.looksLikeHttp(port)));
      }
    }
    return ports;
  }

  private static List<String> leftOut(Service service) {
    List<String> ports = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      if (port.protocol() != PortProtocol.TCP) {
        ports.add(port.protocol() + " " + port.port());
      }
    }
    return ports;
  }

  private static int target(ServicePort port, List<Entry<WorkloadClass, Boolean>> behind) {
    String name = port.targetPort().name();
    if (name.isEmpty()) {
      return port.targetPort().number();
    }
    for (Entry<WorkloadClass, Boolean> entry : behind) {
      for (ContainerPort candidate : entry.key().ports()) {
        if (candidate.name().equals(name) && candidate.protocol() == PortProtocol.TCP) {
          return candidate.port();
        }
      }
    }
    return 0;
  }

  private void unite(NamespacedName name, Entries<ObjectKey, Backend> backends, In in, Out out) {
    SortedMap<String, SortedSet<String>> byWorkspace = new TreeMap<>();
    SortedMap<String, List<ObjectKey>> services = new TreeMap<>();
    for (Entry<ObjectKey, Backend> entry : backends) {
      Backend backend = entry.value();
      if (!backend.identities().isEmpty()) {
        byWorkspace
            .computeIfAbsent(backend.owner(), w -> new TreeSet<>())
            .addAll(backend.identities());
        services.computeIfAbsent(backend.owner(), w -> new ArrayList<>()).add(entry.key());
      }
    }
    for (Map.Entry<String, SortedSet<String>> entry : byWorkspace.entrySet()) {
      out.put(
          identities,
          new IdentityKey(entry.getKey(), name.namespace(), name.name()),
          new Identities(
              List.copyOf(entry.getValue()), services.getOrDefault(entry.getKey(), List.of())));
    }
  }
}
