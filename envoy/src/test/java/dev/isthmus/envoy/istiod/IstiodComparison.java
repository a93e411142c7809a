package dev.isthmus.envoy.istiod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Locality;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.envoy.compare.Comparison;
import dev.isthmus.envoy.compare.Comparison.Difference;
import dev.isthmus.envoy.compare.Kind;
import dev.isthmus.envoy.compare.ListedDifferences;
import dev.isthmus.envoy.compare.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What a running istiod makes of random environments is what we make of them, but for the
 * differences that are listed. Not a test of the build: {@code e2e/testbed-proxies} gives it an
 * istiod.
 */
class IstiodComparison {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int PROXIES = Integer.getInteger("isthmus.proxies", 6);
  private static final int FIRST = Integer.getInteger("isthmus.first", 1);
  private static final int COUNT = Integer.getInteger("isthmus.environments", 100);
  private static final String CLUSTER = System.getProperty("isthmus.cluster", "random");

  private static final boolean BY_HAND = Boolean.getBoolean("isthmus.by-hand");

  private static final Proxy NOBODY =
      new Proxy(
          ProxyType.SIDECAR,
          "nobody",
          "default",
          "default",
          "192.0.2.1",
          Map.of(),
          Locality.UNKNOWN);

  private final ListedDifferences listed = ListedDifferences.read(ListedDifferences.FILE);
  private final Comparison all = new Comparison(listed);
  private int clusters;
  private int proxies;

  @Test
  void weMakeWhatIstiodMakes() throws IOException, InterruptedException {
    ManagedChannel channel =
        ManagedChannelBuilder.forTarget(System.getProperty("isthmus.istiod"))
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
    try {
      AdsClient istiod = new AdsClient(channel, CLUSTER);
      ServedCluster cluster =
          new ServedCluster(
              ApiServer.of(Path.of(System.getProperty("isthmus.kubeconfig"))), CLUSTER);
      for (int seed = FIRST; seed < FIRST + COUNT; seed++) {
        for (var entry : RandomClusters.of(seed, BY_HAND).entrySet()) {
          compare("environment " + seed + "/" + entry.getKey(), cluster, entry.getValue(), istiod);
        }
      }
    } finally {
      channel.shutdownNow();
    }
    report();
    assertThat(all.unlisted().size()).as("differences that are not listed").isZero();
  }

  /** Asks istiod until it agrees, or no longer changes its mind. */
  private void compare(
      String where, ServedCluster cluster, List<ObjectNode> objects, AdsClient istiod)
      throws InterruptedException {
    empty(cluster, istiod);
    ClusterState state = cluster.hold(objects);
    Mesh mesh = new Mesh(state);
    List<Proxy> sample = sample(state);
    List<ProxyConfig> ours = sample.stream().map(mesh::configOf).toList();
    List<Difference> before = List.of();
    long since = System.nanoTime();
    Comparison attempt;
    do {
      attempt = new Comparison(listed);
      for (int i = 0; i < sample.size(); i++) {
        Proxy proxy = sample.get(i);
        compare(where + "/" + proxy.name(), ours.get(i), istiod.configOf(proxy), attempt);
      }
      if (!attempt.unlisted().equals(before)) {
        since = System.nanoTime();
        before = attempt.unlisted();
        Thread.sleep(100);
      }
    } while (!before.isEmpty() && System.nanoTime() - since < PATIENCE.toNanos());
    all.add(attempt);
    clusters++;
    proxies += sample.size();
    System.out.println(
        where
            + ": "
            + objects.size()
            + " objects, "
            + sample.size()
            + " proxies, "
            + attempt.unlisted().size()
            + " differences");
  }

  /**
   * Makes istiod forget all: it remembers the identities of endpoints of which it hears after their
   * Service went, and the age of an entry that is made again.
   */
  private static void empty(ServedCluster cluster, AdsClient istiod) throws InterruptedException {
    cluster.keepServices();
    await(istiod, it -> it.endpoints().stream().allMatch(e -> e.getEndpointsCount() == 0));
    cluster.hold(List.of());
    await(istiod, it -> it.clusters().stream().noneMatch(IstiodComparison::isOutbound));
  }

  private static boolean isOutbound(Cluster cluster) {
    return cluster.getName().startsWith("outbound|");
  }

  private static void await(AdsClient istiod, Predicate<ProxyConfig> condition)
      throws InterruptedException {
    while (!condition.test(istiod.configOf(NOBODY))) {
      Thread.sleep(100);
    }
  }

  private static void compare(
      String where, ProxyConfig ours, ProxyConfig istiods, Comparison comparison) {
    for (Kind kind : Kind.values()) {
      comparison.compare(where, kind, Resources.ours(kind, ours), Resources.ours(kind, istiods));
    }
  }

  /** Gateways, and pods with a sidecar, spread over the list. */
  private static List<Proxy> sample(ClusterState state) {
    List<Proxy> all = new ArrayList<>();
    for (Pod pod : state.pods()) {
      if (pod.meta().labels().getOrDefault("istio", "").endsWith("gateway")) {
        all.addFirst(Proxy.of(ProxyType.ROUTER, pod, state));
      } else if (pod.proxy() == PodProxy.SIDECAR) {
        all.add(Proxy.of(ProxyType.SIDECAR, pod, state));
      }
    }
    int step = Math.max(1, all.size() / PROXIES);
    List<Proxy> sample = new ArrayList<>(all.subList(0, Math.min(2, all.size())));
    for (int i = 2; i < all.size() && sample.size() < PROXIES; i += step) {
      sample.add(all.get(i));
    }
    return sample;
  }

  private void report() {
    System.out.println(COUNT + " environments, " + clusters + " clusters, " + proxies + " proxies");
    System.out.println(all.figures());
    TreeMap<String, List<Difference>> classes = new TreeMap<>();
    for (Difference it : all.unlisted()) {
      String key = it.kind().title() + " " + (it.path().isEmpty() ? it.what() : it.path());
      classes.computeIfAbsent(key, _ -> new ArrayList<>()).add(it);
    }
    classes.forEach((name, differences) -> {
      System.out.println("not listed: " + name + ", " + differences.size() + " times, as in");
      System.out.println("  " + differences.getFirst());
    });
  }
}
