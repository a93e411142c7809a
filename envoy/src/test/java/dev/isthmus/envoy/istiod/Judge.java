package dev.isthmus.envoy.istiod;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A running istiod with the cluster that it reads, asked for its opinion on our result. */
final class Judge {
  /** For how long istiod must stay of one opinion before it is taken. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Proxy NOBODY =
      new Proxy(
          ProxyType.SIDECAR,
          "nobody",
          "default",
          "default",
          "192.0.2.1",
          Map.of(),
          Locality.UNKNOWN);

  private final ServedCluster cluster;
  private final AdsClient istiod;
  private final ListedDifferences listed;
  private final int proxies;

  /**
   * @param proxies how many proxies of a cluster are compared at most
   */
  Judge(ServedCluster cluster, AdsClient istiod, ListedDifferences listed, int proxies) {
    this.cluster = cluster;
    this.istiod = istiod;
    this.listed = listed;
    this.proxies = proxies;
  }

  /**
   * Puts a cluster's objects before istiod, and asks it until it agrees or stays of one opinion.
   */
  Opinion judge(String where, List<ObjectNode> objects) throws InterruptedException {
    forget();
    ClusterState state = cluster.hold(objects);
    Mesh mesh = new Mesh(state);
    List<Proxy> sample = ProxySample.of(state, proxies);
    List<ProxyConfig> ours = sample.stream().map(mesh::configOf).toList();
    List<Difference> before = List.of();
    long since = System.nanoTime();
    while (true) {
      Comparison comparison = new Comparison(listed);
      for (int i = 0; i < sample.size(); i++) {
        Proxy proxy = sample.get(i);
        compare(where + "/" + proxy.name(), ours.get(i), istiod.configOf(proxy), comparison);
      }
      List<Difference> now = comparison.unlisted();
      if (now.isEmpty() || (now.equals(before) && isPast(since))) {
        return new Opinion(objects.size(), sample.size(), comparison);
      }
      if (!now.equals(before)) {
        since = System.nanoTime();
        before = now;
      }
      Thread.sleep(PAUSE);
    }
  }

  /** What istiod thinks of how many objects and proxies. */
  record Opinion(int objects, int proxies, Comparison comparison) {}

  private static boolean isPast(long since) {
    return System.nanoTime() - since > PATIENCE.toNanos();
  }

  private static void compare(
      String where, ProxyConfig ours, ProxyConfig istiods, Comparison comparison) {
    for (Kind kind : Kind.values()) {
      comparison.compare(where, kind, Resources.ours(kind, ours), Resources.ours(kind, istiods));
    }
  }

  /**
   * Makes istiod forget all: it remembers the identities of endpoints of which it hears after their
   * Service went, and the age of an entry that is made again.
   */
  private void forget() throws InterruptedException {
    cluster.keepServices();
    await(it -> it.endpoints().stream().allMatch(e -> e.getEndpointsCount() == 0));
    cluster.hold(List.of());
    await(it -> it.clusters().stream().noneMatch(Judge::isOutbound));
  }

  private static boolean isOutbound(Cluster cluster) {
    return cluster.getName().startsWith("outbound|");
  }

  private void await(Predicate<ProxyConfig> condition) throws InterruptedException {
    while (!condition.test(istiod.configOf(NOBODY))) {
      Thread.sleep(PAUSE);
    }
  }
}
