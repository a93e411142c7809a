package dev.isthmus.envoy.registry;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Visibility;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.ServicePort;
import dev.isthmus.istio.WorkloadEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** ServiceEntries and WorkloadEntries as the mesh sees them. */
final class ServiceEntries {
  private static final String LOCALITY = "istio-locality";

  private final ClusterState state;

  ServiceEntries(ClusterState state) {
    this.state = state;
  }

  /** One service per host and virtual address. */
  List<MeshService> services(IstioObject object, ServiceEntry entry) {
    List<MeshService> result = new ArrayList<>();
    for (String host : entry.hosts()) {
      List<String> addresses =
          entry.addresses().isEmpty() ? List.of(MeshService.UNSPECIFIED) : entry.addresses();
      for (String address : addresses) {
        result.add(service(object, entry, host, withoutFullMask(address)));
      }
    }
    return result;
  }

  private static String withoutFullMask(String address) {
    if (address.endsWith("/32") && !address.contains(":")) {
      return address.substring(0, address.length() - 3);
    }
    return address.endsWith("/128") ? address.substring(0, address.length() - 4) : address;
  }

  private MeshService service(IstioObject object, ServiceEntry entry, String host, String address) {
    Map<Integer, Integer> targetPorts = new TreeMap<>();
    if (entry.resolution() == ServiceEntry.Resolution.NONE) {
      entry.ports().stream()
          .filter(port -> port.targetPort() != 0)
          .forEach(port -> targetPorts.put(port.number(), port.targetPort()));
    }
    return new MeshService(
        host,
        host,
        object.namespace(),
        false,
        entry.location() == ServiceEntry.Location.MESH_EXTERNAL,
        resolution(entry.resolution()),
        address,
        entry.ports().stream()
            .map(port -> new MeshPort(port.name(), port.number(), Protocol.parse(port.protocol())))
            .toList(),
        targetPorts,
        Visibility.of(entry.exportTo(), state.mesh().exports().services()),
        object.created(),
        entry.subjectAltNames(),
        false,
        "",
        List.of());
  }

  private static Resolution resolution(ServiceEntry.Resolution resolution) {
    return switch (resolution) {
      case NONE -> Resolution.NONE;
      case STATIC -> Resolution.STATIC;
      case DNS -> Resolution.DNS;
      case DNS_ROUND_ROBIN -> Resolution.DNS_ROUND_ROBIN;
      case DYNAMIC_DNS -> Resolution.DYNAMIC_DNS;
    };
  }

  /**
   * The endpoints of one host: its own, those of the workloads that it selects, or, for DNS without
   * either, the host itself.
   *
   * @param workloads the pods and WorkloadEntries of the entry's namespace
   */
  List<MeshEndpoint> endpoints(
      IstioObject object, ServiceEntry entry, String host, Stream<Workload> workloads) {
    if (entry.workloadSelector() != null) {
      Map<String, String> selector = entry.workloadSelector().labels();
      return workloads
          .filter(workload -> !selector.isEmpty() && workload.endpoint().hasLabels(selector))
          .filter(workload -> byDns(entry) || isIp(workload.endpoint().address()))
          .flatMap(workload -> entry.ports().stream().map(port -> at(workload, port)))
          .toList();
    }
    if (entry.endpoints().isEmpty() && byDns(entry)) {
      return entry.ports().stream().map(port -> ofHost(host, port)).toList();
    }
    return entry.endpoints().stream()
        .map(endpoint -> workload(endpoint, object.namespace(), "", ""))
        .flatMap(workload -> entry.ports().stream().map(port -> at(workload, port)))
        .toList();
  }

  private static boolean byDns(ServiceEntry entry) {
    return switch (entry.resolution()) {
      case DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS -> true;
      case NONE, STATIC -> false;
    };
  }

  static boolean isIp(String address) {
    return address.contains(":") || address.matches("\\d+(\\.\\d+){3}");
  }

  /**
   * The port of a workload: its own for that name, else the entry's target port, else its number.
   */
  private static MeshEndpoint at(Workload workload, ServicePort port) {
    int own = workload.ports().getOrDefault(port.name(), 0);
    int number = own > 0 ? own : port.targetPort() > 0 ? port.targetPort() : port.number();
    return workload.endpoint().at(number, port.name());
  }

  private static MeshEndpoint ofHost(String host, ServicePort port) {
    int number = port.targetPort() > 0 ? port.targetPort() : port.number();
    return new MeshEndpoint(
        host, number, port.name(), Map.of(), "", 0, false, "", "", "", Health.UNKNOWN);
  }

  /** A WorkloadEntry object. */
  Workload workload(IstioObject object, WorkloadEntry entry) {
    return workload(entry, object.namespace(), object.namespace(), object.name());
  }

  private Workload workload(
      WorkloadEntry entry, String accountNamespace, String namespace, String name) {
    String tlsMode =
        entry
            .labels()
            .getOrDefault(MeshEndpoint.TLS_MODE, entry.serviceAccount().isEmpty() ? "" : "istio");
    String locality =
        entry.locality().isEmpty()
            ? entry.labels().getOrDefault(LOCALITY, "").replace('.', '/')
            : entry.locality();
    MeshEndpoint endpoint =
        new MeshEndpoint(
            entry.address(),
            0,
            "",
            TopologyLabels.add(entry.labels(), state.cluster(), locality, ""),
            locality,
            entry.weight(),
            tlsMode.equals("istio"),
            entry.serviceAccount().isEmpty()
                ? ""
                : Spiffe.identity(
                    state.mesh().trustDomain(), accountNamespace, entry.serviceAccount()),
            name,
            namespace,
            Health.UNKNOWN);
    return new Workload(endpoint, entry.ports());
  }
}
