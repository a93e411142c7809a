package dev.isthmus.translate;

import dev.isthmus.engine.Change;
import dev.isthmus.engine.Delta;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Step;
import dev.isthmus.translate.plan.HostClaim;
import dev.isthmus.translate.plan.HostHolders;
import dev.isthmus.translate.plan.HostHolders.Loss;
import dev.isthmus.translate.plan.HostHolders.LossKey;
import dev.isthmus.translate.precedent.Lost;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.resolve.Membership;
import dev.isthmus.translate.resolve.NamespaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a step took from workspaces, made when it is asked for: the cost follows the step. */
record TitlesLost(
    Delta<NamespaceId, Membership> memberships,
    Delta<LossKey, HostClaim> claims,
    Delta<LossKey, Loss> losses,
    Entries<LossKey, Loss> lossesAfter) {

  static final TitlesLost NONE =
      new TitlesLost(Delta.empty(), Delta.empty(), Delta.empty(), Entries.empty());

  static TitlesLost in(Step step, Wiring wiring) {
    HostHolders holders = wiring.holders();
    return new TitlesLost(
        step.delta(wiring.memberships()),
        step.delta(holders.claims),
        step.delta(holders.losses),
        step.snapshot().entries(holders.losses));
  }

  List<Lost> all() {
    List<Lost> all = new ArrayList<>();
    for (Change<NamespaceId, Membership> change : memberships) {
      Membership before = change.before();
      Membership after = change.after();
      if (before != null && (after == null || !after.workspace().equals(before.workspace()))) {
        Title title = Title.ofNamespace(change.key().cluster(), change.key().namespace());
        all.add(new Lost(title, before.workspace(), ""));
      }
    }
    Map<LossKey, Change<LossKey, Loss>> lossChanges = new TreeMap<>();
    losses.forEach(change -> lossChanges.put(change.key(), change));
    for (Change<LossKey, HostClaim> change : claims) {
      Change<LossKey, Loss> loss = lossChanges.remove(change.key());
      Loss now = lossesAfter.get(change.key());
      HostClaim before = change.before();
      HostClaim after = change.after();
      if (before != null && !(loss == null && after != null && after.claimsLike(before))) {
        Set<Title> lost = before.titles(change.key().place());
        lost.removeAll(titles(change.key(), loss == null ? now : loss.before()));
        if (after != null && after.workspace().equals(before.workspace())) {
          Set<Title> kept = after.titles(change.key().place());
          kept.removeAll(titles(change.key(), now));
          lost.removeAll(kept);
        }
        add(change.key(), before.workspace(), lost, all);
      }
    }
    for (Change<LossKey, Loss> change : lossChanges.values()) {
      Loss after = change.after();
      if (after != null) {
        Set<Title> lost = titles(change.key(), after);
        lost.removeAll(titles(change.key(), change.before()));
        add(change.key(), after.workspace(), lost, all);
      }
    }
    return all;
  }

  private static Set<Title> titles(LossKey key, @Nullable Loss loss) {
    return loss == null ? Set.of() : loss.titles(key.place());
  }

  private static void add(LossKey key, String workspace, Set<Title> lost, List<Lost> all) {
    lost.forEach(title -> all.add(new Lost(title, workspace, key.table().cluster())));
  }
}
