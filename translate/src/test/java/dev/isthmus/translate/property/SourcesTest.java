package dev.isthmus.translate.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.delivery.Facts;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.support.Observed;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Provenance names every cluster without which an output would lose something: by that a server
 * that does not know a cluster leaves what came from it as it is.
 */
final class SourcesTest {

  /** Every output comes from the cluster that has these, so none needs to name it. */
  private static final Set<String> MANAGEMENT = Set.of("KubernetesCluster", "Workspace");

  private static final Set<Reason> COMPETITION =
      EnumSet.of(
          Reason.ROUTE_TABLE_CONFLICT,
          Reason.SECOND_SETTINGS,
          Reason.NAMESPACE_CLAIMED_TWICE,
          Reason.NAME_COLLISION,
          Reason.VIRTUAL_ADDRESS_COLLISION);

  @Test
  void whatAnOutputWouldLoseWithoutAClusterNamesThatCluster() {
    new Cases(RandomEnvironment::scenario).check(scenario -> check(scenario.last()));
  }

  private static void check(SortedMap<ObjectId, ObjectNode> objects) {
    Set<String> clusters = new TreeSet<>();
    objects.keySet().forEach(id -> clusters.add(id.cluster()));
    objects.keySet().stream()
        .filter(id -> MANAGEMENT.contains(id.kind()))
        .forEach(id -> clusters.remove(id.cluster()));
    Translation all = Observed.translate(objects);
    for (String cluster : clusters) {
      SortedMap<ObjectId, ObjectNode> rest = new TreeMap<>(objects);
      rest.keySet().removeIf(id -> id.cluster().equals(cluster));
      Translation without = Observed.translate(rest);
      if (!beaten(without, cluster).equals(beaten(all, cluster))) {
        continue;
      }
      all.outputs()
          .forEach((key, output) -> {
            Output left = without.outputs().get(key);
            SortedSet<String> lost =
                Facts.lost(output.toIstio(), left == null ? null : left.toIstio());
            lost.removeIf(fact -> fact.startsWith("address ")); // kept as the clusters hold it
            Invariant.must(
                lost.isEmpty() || names(output, cluster),
                "an output names the clusters that it comes from",
                key + " would lose " + lost + " without " + cluster + ": " + output.provenance());
          });
    }
  }

  /**
   * What of other clusters loses to older objects. Where that differs, somebody holds something
   * that would be another's: that is the ledger's matter, not that of sources.
   */
  private static Set<Finding> beaten(Translation translation, String cluster) {
    return translation.findings().stream()
        .filter(f -> COMPETITION.contains(f.reason()))
        .filter(f -> !f.object().key().cluster().equals(cluster))
        .collect(Collectors.toSet());
  }

  private static boolean names(Output output, String cluster) {
    return output.key().cluster().equals(cluster)
        || output.parent().key().cluster().equals(cluster)
        || output.provenance().clusters().contains(cluster);
  }
}
