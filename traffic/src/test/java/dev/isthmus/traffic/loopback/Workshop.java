package dev.isthmus.traffic.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The workshop's clusters, each with the Istio objects that labs 8 and 11 print for cluster1. */
final class Workshop {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");
  private static final ObjectReader YAML = new YAMLMapper().readerFor(JsonNode.class);

  private Workshop() {}

  static ClusterState state(String cluster) {
    ResourceReader reader = new ResourceReader();
    List<Resource> resources =
        documents(ROOT.resolve("clusters").resolve(cluster)).stream()
            .flatMap(node -> reader.read(cluster, node).resource().stream())
            .toList();
    List<IstioObject> istio =
        Stream.of("lab-08", "lab-11")
            .flatMap(lab -> documents(ROOT.resolve("labs/" + lab + "/expected")).stream())
            .map(node -> ((IstioJson.Read) IstioJson.read(node)).object())
            .toList();
    return new ClusterState(
        cluster,
        MeshSettings.of(cluster, "istio-system").withProxyHttpPort(15080),
        istio,
        of(resources, Service.class),
        of(resources, EndpointSlice.class),
        of(resources, Pod.class),
        of(resources, Node.class));
  }

  /** The pods that have a proxy. */
  static List<Pod> pods(ClusterState state) {
    return state.pods().stream().filter(pod -> pod.proxy() != PodProxy.NONE).toList();
  }

  static ProxyConfig config(ClusterState state, Pod pod) {
    ProxyType type = pod.proxy() == PodProxy.GATEWAY ? ProxyType.ROUTER : ProxyType.SIDECAR;
    return new Mesh(state).configOf(Proxy.of(type, pod, state));
  }

  private static <T> List<T> of(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<JsonNode> documents(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().flatMap(Workshop::objects).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> objects(Path file) {
    try (var documents = YAML.<JsonNode>readValues(file.toFile())) {
      return documents.readAll().stream().filter(JsonNode::isObject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
