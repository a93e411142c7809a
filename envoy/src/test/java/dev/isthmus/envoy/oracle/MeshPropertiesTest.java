package dev.isthmus.envoy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.compare.Kind;
import dev.isthmus.envoy.compare.Resources;
import dev.isthmus.istio.IstioObject;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever Istio objects there are: random ones of all that istiod was given. */
class MeshPropertiesTest {
  private static final List<String> PROXIES =
      List.of(
          "productpage-v1.bookinfo-frontends",
          "istio-ingressgateway.istio-gateways",
          "istio-eastwestgateway.istio-gateways");
  private static final List<IstioObject> ALL = all();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatIsAskedForIsThere(long seed) {
    ClusterState state = Workshop.state("cluster1", some(new Random(seed)));
    Mesh mesh = new Mesh(state);
    for (String name : PROXIES) {
      ProxyConfig config = mesh.configOf(Workshop.proxy(state, name));

      assertThat(config.endpoints().stream().map(ClusterLoadAssignment::getClusterName))
          .as("the assignments of %s with seed %d", name, seed)
          .containsExactlyInAnyOrderElementsOf(
              config.clusters().stream()
                  .filter(it -> it.getType() == Cluster.DiscoveryType.EDS)
                  .map(Cluster::getName)
                  .toList());
      assertUnique(config);
    }
  }

  private static void assertUnique(ProxyConfig config) {
    for (Kind kind : Kind.values()) {
      assertThat(Resources.ours(kind, config)).hasSize(kind.of(config).size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32})
  void theOrderInWhichObjectsAreReadChangesNothing(long seed) {
    Random random = new Random(seed);
    ClusterState state = Workshop.state("cluster1", some(random));
    ClusterState shuffled =
        new ClusterState(
            state.cluster(),
            state.mesh(),
            shuffled(state.istio(), random),
            shuffled(state.services(), random),
            shuffled(state.slices(), random),
            shuffled(state.pods(), random),
            shuffled(state.nodes(), random));
    Mesh mesh = new Mesh(state);
    Mesh again = new Mesh(shuffled);
    for (String name : PROXIES) {
      Proxy proxy = Workshop.proxy(state, name);
      ProxyConfig expected = mesh.configOf(proxy);
      ProxyConfig config = again.configOf(proxy);
      for (Kind kind : Kind.values()) {
        assertThat(new TreeMap<>(Resources.ours(kind, config)))
            .as("%s of %s with seed %d", kind, name, seed)
            .isEqualTo(new TreeMap<>(Resources.ours(kind, expected)));
      }
    }
  }

  /** One of each name, since a cluster can hold no two. */
  private static List<IstioObject> some(Random random) {
    Set<String> names = new HashSet<>();
    return shuffled(ALL, random).stream()
        .filter(it -> random.nextInt(3) > 0)
        .filter(it -> names.add(it.kind() + "/" + it.namespace() + "/" + it.name()))
        .toList();
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> result = new ArrayList<>(list);
    Collections.shuffle(result, random);
    return result;
  }

  private static List<IstioObject> all() {
    Path oracle = Path.of("src/test/resources/oracle");
    List<IstioObject> result = new ArrayList<>();
    for (Path file : Workshop.files(oracle.resolve("cases"))) {
      if (file.toString().endsWith(".istio.yaml")) {
        result.addAll(Workshop.istio(file));
      }
    }
    for (String lab : List.of("lab-08", "lab-11", "lab-12", "lab-15")) {
      result.addAll(Workshop.istio(oracle.resolve(lab).resolve("cluster1/istio.yaml")));
    }
    return result;
  }
}
