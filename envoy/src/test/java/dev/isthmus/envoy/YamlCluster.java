package dev.isthmus.envoy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.testing.Yaml;
import java.util.ArrayList;
import java.util.List;

/** A cluster of a test, written as YAML. */
public final class YamlCluster {
  private YamlCluster() {}

  /** The cluster {@code cluster1} of these documents, of Istio's and Kubernetes' kinds. */
  public static ClusterState of(String documents) {
    ResourceReader reader = new ResourceReader();
    List<Resource> resources = new ArrayList<>();
    List<IstioObject> istio = new ArrayList<>();
    for (ObjectNode object : Yaml.documents(documents)) {
      if (IstioJson.read(object) instanceof IstioJson.Read read) {
        istio.add(read.object());
      } else {
        reader.read("cluster1", object).resource().ifPresent(resources::add);
      }
    }
    return of("cluster1", MeshSettings.of("cluster1", "istio-system"), istio, resources);
  }

  /** A cluster of objects that were read, of Istio's and Kubernetes' kinds. */
  public static ClusterState of(
      String name, MeshSettings mesh, List<IstioObject> istio, List<Resource> resources) {
    return new ClusterState(
        name,
        mesh,
        istio,
        of(resources, Service.class),
        of(resources, EndpointSlice.class),
        of(resources, Pod.class),
        of(resources, Node.class));
  }

  private static <T> List<T> of(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
