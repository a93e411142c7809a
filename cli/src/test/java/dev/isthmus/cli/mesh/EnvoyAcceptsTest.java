package dev.isthmus.cli.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.cli.diff.EnvironmentDiff;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.traffic.process.EnvoyBinary;
import dev.isthmus.traffic.process.EnvoyMissing;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translator;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Envoy takes what proxies get, judged by {@code envoy --mode validate}. */
final class EnvoyAcceptsTest {
  /** Of the run's random cases each fiftieth is looked at: one sidecar and one gateway of each. */
  private static final int EACH = 50;

  private static final ResourceReader READER = new ResourceReader();

  @TempDir private static Path folder;
  private static Path envoy = Path.of("envoy");

  @BeforeAll
  static void findEnvoy() throws InterruptedException {
    try {
      envoy = new EnvoyBinary(System.getenv()).get(System.err::println);
    } catch (EnvoyMissing e) {
      throw new AssertionError("no Envoy: " + e.getMessage() + ". " + e.remedy(), e);
    }
  }

  @Test
  void takesProxiesOfRandomEnvironments() throws IOException, InterruptedException {
    Long replay = Long.getLong("isthmus.seed");
    int judged = 0;
    for (long seed = replay == null ? 1 : replay;
        seed <= (replay == null ? Cases.count() : replay);
        seed += EACH) {
      Map<String, List<ObjectNode>> objects = new TreeMap<>();
      RandomEnvironment.scenario(seed)
          .objects()
          .forEach((id, object) ->
              objects.computeIfAbsent(id.cluster(), it -> new ArrayList<>()).add(object));
      Map<Pod, ClusterMesh> pods = pods(objects);
      List<Pod> order = new ArrayList<>(pods.keySet());
      Collections.shuffle(order, new Random(seed));
      for (PodProxy type : List.of(PodProxy.SIDECAR, PodProxy.GATEWAY)) {
        for (Pod pod : order.stream().filter(it -> it.proxy() == type).limit(1).toList()) {
          mustTake(
              Objects.requireNonNull(pods.get(pod)).configOf(pod),
              "%s %s; replay with -Disthmus.seed=%d".formatted(type, pod.ref(), seed));
          judged++;
        }
      }
    }
    assertThat(judged).as("proxies that Envoy judged").isPositive();
  }

  @Test
  void refusesABrokenFilterChain() throws IOException, InterruptedException {
    ClusterMesh mesh =
        ClusterMesh.of("cluster1", ReadObjects.workshop("cluster1"), List.of(), List.of());
    ProxyConfig config = mesh.configOf(ReadObjects.pod(mesh, "productpage-v1"));
    mustTake(config, "productpage-v1 of the workshop");
    Bootstrap.Builder broken = StaticBootstrap.of(config).toBuilder();
    broken
        .getStaticResourcesBuilder()
        .getListenersBuilderList()
        .forEach(listener ->
            listener
                .getFilterChainsBuilderList()
                .forEach(chain -> chain.addFilters(chain.getFilters(chain.getFiltersCount() - 1))));
    assertThat(refusal(broken.build())).contains("terminal filter");
  }

  private static Map<Pod, ClusterMesh> pods(Map<String, List<ObjectNode>> objects) {
    List<Resource> resources = new ArrayList<>();
    objects.forEach((cluster, all) ->
        all.forEach(it -> READER.read(cluster, it).resource().ifPresent(resources::add)));
    Map<IstioKey, IstioObject> outputs =
        EnvironmentDiff.objects(
            Translator.create().apply(resources.stream().map(Change::of).toList()));
    Map<Pod, ClusterMesh> pods = new LinkedHashMap<>();
    objects.forEach((cluster, all) -> {
      List<IstioObject> found = new ArrayList<>();
      all.forEach(it -> {
        if (IstioJson.read(it) instanceof IstioJson.Read read) {
          found.add(read.object());
        }
      });
      List<IstioObject> ours = new ArrayList<>();
      outputs.forEach((key, object) -> {
        if (key.cluster().equals(cluster)) {
          ours.add(object);
        }
      });
      ClusterMesh mesh = ClusterMesh.of(cluster, resources, found, List.of()).withOurs(ours);
      mesh.pods().forEach(pod -> pods.put(pod, mesh));
    });
    return pods;
  }

  private static void mustTake(ProxyConfig config, String what)
      throws IOException, InterruptedException {
    assertThat(refusal(StaticBootstrap.of(config))).as("what Envoy says of %s", what).isEmpty();
  }

  /** What Envoy has against a configuration; empty: it takes it. */
  private static String refusal(Bootstrap bootstrap) throws IOException, InterruptedException {
    Path file = folder.resolve("bootstrap.pb");
    Files.write(file, bootstrap.toByteArray());
    Process process =
        new ProcessBuilder(
                envoy.toString(),
                "--mode",
                "validate",
                "-c",
                file.toString(),
                "--log-level",
                "error",
                "--component-log-level",
                "misc:error")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String words =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = process.waitFor();
    return code == 0 ? "" : "exit code " + code + ": " + words;
  }
}
