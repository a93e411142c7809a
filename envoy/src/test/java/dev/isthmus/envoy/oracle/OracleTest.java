package dev.isthmus.envoy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.compare.Comparison;
import dev.isthmus.envoy.compare.Kind;
import dev.isthmus.envoy.compare.ListedDifferences;
import dev.isthmus.envoy.compare.Resources;
import dev.isthmus.istio.IstioObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What istiod makes of the labs' proxies and of forty cases of one feature each is what we make of
 * them, but for the differences that are listed. A difference that is not listed fails, and so does
 * a listed one that does not occur.
 */
class OracleTest {
  private static final Path ORACLE = Path.of("src/test/resources/oracle");
  private static final List<String> CASE_PROXIES =
      List.of(
          "productpage-v1.bookinfo-frontends",
          "reviews-v1.bookinfo-backends",
          "istio-ingressgateway.istio-gateways",
          "istio-eastwestgateway.istio-gateways");

  private final Comparison comparison =
      new Comparison(ListedDifferences.read(ListedDifferences.FILE));

  @Test
  void weMakeWhatIstiodMakes() throws IOException {
    for (Path lab : Workshop.files(ORACLE)) {
      if (lab.getFileName().toString().startsWith("lab-")) {
        for (Path cluster : Workshop.files(lab)) {
          compareLab(cluster);
        }
      }
    }
    Map<String, ProxyConfig> without = configs(List.of());
    for (Path file : Workshop.files(ORACLE.resolve("cases"))) {
      if (file.toString().endsWith(".xds.json")) {
        compareCase(file, without);
      }
    }
    System.out.println(comparison.figures());

    assertThat(comparison.unlisted()).as("differences that are not listed").isEmpty();
    assertThat(comparison.unmet()).as("listed differences that do not occur").isEmpty();
  }

  private void compareLab(Path folder) throws IOException {
    String cluster = folder.getFileName().toString();
    ClusterState state = Workshop.state(cluster, Workshop.istio(folder.resolve("istio.yaml")));
    Mesh mesh = new Mesh(state);
    for (Path file : Workshop.files(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".clusters.json")) {
        String proxy = name.substring(0, name.length() - ".clusters.json".length());
        ProxyConfig config = mesh.configOf(Workshop.proxy(state, proxy));
        for (Kind kind : Kind.values()) {
          JsonNode istiods =
              Resources.JSON.readTree(
                  folder.resolve(proxy + "." + kind.title() + ".json").toFile());
          String lab = Objects.requireNonNull(folder.getParent()).getFileName().toString();
          comparison.compare(
              lab + "/" + cluster + "/" + proxy,
              kind,
              Resources.ours(kind, config),
              Resources.istiods(kind, istiods));
        }
      }
    }
  }

  private static Map<String, ProxyConfig> configs(List<IstioObject> istio) {
    ClusterState state = Workshop.state("cluster1", istio);
    Mesh mesh = new Mesh(state);
    Map<String, ProxyConfig> result = new TreeMap<>();
    CASE_PROXIES.forEach(it -> result.put(it, mesh.configOf(Workshop.proxy(state, it))));
    return result;
  }

  /**
   * A case holds, per proxy and kind, what differs from the same proxy without any Istio object.
   */
  private void compareCase(Path file, Map<String, ProxyConfig> without) throws IOException {
    String name = file.getFileName().toString().replace(".xds.json", "");
    JsonNode expected = Resources.JSON.readTree(Files.readString(file));
    Map<String, ProxyConfig> with =
        configs(Workshop.istio(file.resolveSibling(name + ".istio.yaml")));
    for (String proxy : CASE_PROXIES) {
      for (Kind kind : EnumSet.allOf(Kind.class)) {
        CaseChange change =
            CaseChange.of(
                kind,
                Resources.ours(kind, Objects.requireNonNull(without.get(proxy))),
                Resources.ours(kind, Objects.requireNonNull(with.get(proxy))));
        JsonNode ofProxy = expected.path(proxy);
        String where = "cases/" + name + "/" + proxy;
        comparison.compare(
            where, kind, change.changed(), Resources.istiods(kind, ofProxy.path(kind.title())));
        comparison.compareNames(
            where, kind, change.removed(), ofProxy.path(kind.title() + "-removed"));
      }
    }
  }
}
