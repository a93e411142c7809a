package dev.isthmus.envoy;

import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.istio.IstioObject;
import java.util.List;

/**
 * What the istiod of one cluster reads: its objects, and the settings of its mesh.
 *
 * @param cluster the cluster's name
 * @param mesh the settings of the mesh
 * @param istio the Istio objects
 * @param services the Services
 * @param slices the EndpointSlices
 * @param pods the pods
 * @param nodes the nodes
 */
public record ClusterState(
    String cluster,
    MeshSettings mesh,
    List<IstioObject> istio,
    List<Service> services,
    List<EndpointSlice> slices,
    List<Pod> pods,
    List<Node> nodes) {
  public ClusterState {
    istio = List.copyOf(istio);
    services = List.copyOf(services);
    slices = List.copyOf(slices);
    pods = List.copyOf(pods);
    nodes = List.copyOf(nodes);
  }

  /** The locality label of a node: {@code region/zone/subzone}; empty when nothing is known. */
  public String localityOf(String node) {
    return nodes.stream()
        .filter(it -> it.name().equals(node))
        .findFirst()
        .map(it -> it.region() + "/" + it.zone() + "/" + it.subzone())
        .filter(label -> !label.equals("//"))
        .orElse("");
  }
}
