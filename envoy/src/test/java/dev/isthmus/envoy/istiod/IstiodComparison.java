package dev.isthmus.envoy.istiod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.envoy.compare.Comparison;
import dev.isthmus.envoy.compare.Comparison.Difference;
import dev.isthmus.envoy.compare.ListedDifferences;
import dev.isthmus.envoy.istiod.Judge.Opinion;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What a running istiod makes of random environments is what we make of them, but for the
 * differences that are listed. Not a test of the build: {@code e2e/testbed-proxies} gives it an
 * istiod.
 */
class IstiodComparison {
  private static final String CLUSTER = System.getProperty("isthmus.cluster", "random");
  private static final int PROXIES = Integer.getInteger("isthmus.proxies", 6);
  private static final int FIRST = Integer.getInteger("isthmus.first", 1);
  private static final int COUNT = Integer.getInteger("isthmus.environments", 100);
  private static final boolean BY_HAND = Boolean.getBoolean("isthmus.by-hand");

  private final ListedDifferences listed = ListedDifferences.read(ListedDifferences.FILE);
  private final Comparison all = new Comparison(listed);
  private int clusters;
  private int proxies;
  private int again;

  @Test
  void weMakeWhatIstiodMakes() throws IOException, InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(System.getProperty("isthmus.istiod"))
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
    try {
      ApiServer server = ApiServer.of(Path.of(System.getProperty("isthmus.kubeconfig")));
      Judge judge =
          new Judge(
              new ServedCluster(server, CLUSTER), new AdsClient(channel, CLUSTER), listed, PROXIES);
      for (int seed = FIRST; seed < FIRST + COUNT; seed++) {
        for (var entry : RandomClusters.of(seed, BY_HAND).entrySet()) {
          compare(judge, "environment " + seed + "/" + entry.getKey(), entry.getValue());
        }
      }
    } finally {
      channel.shutdownNow();
    }
    report();
    assertThat(all.unlisted().size()).as("differences that are not listed").isZero();
  }

  /**
   * istiod's answer may depend on the order in which it heard of nodes, pods and slices: it is told
   * once more where it disagrees, and the second answer counts.
   */
  private void compare(Judge judge, String where, List<ObjectNode> objects)
      throws InterruptedException {
    Opinion opinion = judge.judge(where, objects);
    if (!opinion.comparison().unlisted().isEmpty()) {
      again++;
      System.out.println(where + ", told again: " + opinion.comparison().unlisted().getFirst());
      opinion = judge.judge(where, objects);
    }
    all.add(opinion.comparison());
    clusters++;
    proxies += opinion.proxies();
    System.out.printf(
        "%s: %d objects, %d proxies, %d differences%n",
        where, opinion.objects(), opinion.proxies(), opinion.comparison().unlisted().size());
  }

  private void report() {
    System.out.printf(
        "%d environments, %d clusters (%d told again), %d proxies%n",
        COUNT, clusters, again, proxies);
    System.out.println(all.figures());
    TreeMap<String, List<Difference>> classes = new TreeMap<>();
    for (Difference it : all.unlisted()) {
      String key = it.kind().title() + " " + (it.path().isEmpty() ? it.what() : it.path());
      classes.computeIfAbsent(key, _ -> new ArrayList<>()).add(it);
    }
    classes.forEach((name, differences) ->
        System.out.printf(
            "not listed: %s, %d times, as in%n  %s%n",
            name, differences.size(), differences.getFirst()));
  }
}
