package dev.isthmus.server;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.delivery.Freeze;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.server.key.Keys;
import dev.isthmus.translate.Translation;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Routes that seem to lead nowhere while a registered cluster was never heard. What they lead to
 * may be there: only a destination that is known to be gone is answered with an error.
 *
 * @param tables the RouteTables with such routes
 * @param cluster the first of the clusters that were never heard; empty: all were
 */
record UnheardDestinations(Translation translation, Set<ObjectRef> tables, String cluster) {
  private static final Set<Reason> LEADS_NOWHERE =
      EnumSet.of(
          Reason.DESTINATION_NOT_FOUND,
          Reason.DESTINATION_NOT_FEDERATED,
          Reason.DESTINATION_PORT_MISSING,
          Reason.DESTINATION_WITHOUT_WORKLOAD,
          Reason.SUBSET_WITHOUT_WORKLOAD,
          Reason.DELEGATE_NOT_FOUND);

  static UnheardDestinations of(Translation translation, Freeze freeze) {
    Set<ObjectRef> tables = new HashSet<>();
    String cluster = freeze.neverHeard().stream().sorted().findFirst().orElse("");
    if (!cluster.isEmpty()) {
      for (Finding finding : translation.findings()) {
        if (LEADS_NOWHERE.contains(finding.reason())
            && finding.object().kind().equals(ObjectKind.ROUTE_TABLE)) {
          tables.add(finding.object());
        }
      }
    }
    return new UnheardDestinations(translation, tables, cluster);
  }

  /** Why this change waits: it would make routes of such a table. */
  Optional<Wait> of(ObjectChange goal) {
    if (tables.isEmpty() || goal.key().kind() != IstioKind.VIRTUAL_SERVICE) {
      return Optional.empty();
    }
    return translation
        .output(Keys.of(goal.key()))
        .filter(output -> tables.contains(output.parent()))
        .map(_ ->
            new Wait.Unreachable(
                cluster, "it was not heard yet, and what a route leads to may be there."));
  }
}
