package dev.isthmus.envoy.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Locality;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The workshop's clusters with the Istio objects that istiod was given. */
final class Workshop {
  private static final Path CLUSTERS = Path.of("../examples/workshop/clusters");
  private static final ObjectReader YAML = new YAMLMapper().readerFor(JsonNode.class);

  private Workshop() {}

  static ClusterState state(String cluster, List<IstioObject> istio) {
    ResourceReader reader = new ResourceReader();
    List<Resource> resources =
        files(CLUSTERS.resolve(cluster)).stream()
            .flatMap(file -> documents(file).stream())
            .map(Workshop::older)
            .map(node -> reader.read(cluster, node))
            .flatMap(result -> result.resource().stream())
            .toList();
    return new ClusterState(
        cluster,
        MeshSettings.of(cluster, "istio-system"),
        istio,
        of(resources, Service.class),
        of(resources, EndpointSlice.class),
        of(resources, Pod.class),
        of(resources, Node.class));
  }

  /** istiod met the clusters' objects before any Istio object; their files say no age. */
  private static JsonNode older(JsonNode object) {
    ((ObjectNode) object).withObject("/metadata").put("creationTimestamp", "2022-01-01T00:00:00Z");
    return object;
  }

  private static <T> List<T> of(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static List<IstioObject> istio(Path file) {
    return documents(file).stream()
        .map(IstioJson::read)
        .map(result -> ((IstioJson.Read) result).object())
        .toList();
  }

  /** The proxy of {@code <workload>.<namespace>}; istiod knew no localities of its proxies. */
  static Proxy proxy(ClusterState state, String name) {
    String workload = name.substring(0, name.indexOf('.'));
    String namespace = name.substring(name.indexOf('.') + 1);
    Pod pod =
        state.pods().stream()
            .filter(it -> it.namespace().equals(namespace))
            .filter(it -> it.name().startsWith(workload + "-"))
            .findFirst()
            .orElseThrow();
    ProxyType type = namespace.equals("istio-gateways") ? ProxyType.ROUTER : ProxyType.SIDECAR;
    Proxy proxy = Proxy.of(type, pod, state);
    return new Proxy(
        type,
        proxy.name(),
        namespace,
        proxy.serviceAccount(),
        proxy.address(),
        proxy.labels(),
        Locality.UNKNOWN);
  }

  private static List<JsonNode> documents(Path file) {
    try (var documents = YAML.<JsonNode>readValues(file.toFile())) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
