package dev.isthmus.translate.plan;

import dev.isthmus.api.Meta;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.route.HostClaims;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who holds one host on the sidecars of a workspace; lives while its rule runs. Two tables may
 * share a host when they are for different namespaces: only the common namespaces are lost by one.
 */
final class SidecarHolders {
  private final List<HostClaim> all;
  private final Entries<Title, Precedent> precedents;

  /** By namespace; mostly empty. */
  private final Map<NamespaceId, Precedent> before = new HashMap<>();

  SidecarHolders(List<HostClaim> all, Entries<Title, Precedent> precedents) {
    this.all = all;
    this.precedents = precedents;
    precedents.forEach((title, precedent) ->
        before.put(new NamespaceId(title.cluster(), title.namespace()), precedent));
  }

  void decide(HostHolders holders, ClaimPlace place, Out out) {
    for (HostClaim claim : all) {
      Map<String, List<String>> lost = new TreeMap<>();
      loseToFormer(claim, lost, holders, out);
      loseToOlder(claim, lost, holders, out);
      if (!lost.isEmpty()) {
        holders.lose(
            new HostHolders.LossKey(claim.table().key(), place),
            new HostHolders.Loss(claim.workspace(), claim.hosts(), lost),
            out);
      }
    }
    for (Entry<Title, Precedent> entry : precedents) {
      NamespaceId namespace = new NamespaceId(entry.key().cluster(), entry.key().namespace());
      if (isClaimed(namespace, entry.value().workspace())) {
        boolean same = entry.value().workspace().equals(oldest(namespace));
        holders.stand(entry.key(), same ? Standing.IDLE : Standing.DECIDES, out);
      }
    }
  }

  /** What other workspaces held before. */
  private void loseToFormer(
      HostClaim claim, Map<String, List<String>> lost, HostHolders holders, Out out) {
    before.forEach((namespace, precedent) -> {
      if (!precedent.workspace().equals(claim.workspace()) && isAt(claim, namespace)) {
        lose(namespace, lost);
        boolean claimed = isClaimed(namespace, precedent.workspace());
        holders.say(
            HostClaims.heldBefore(
                own(claim), new HostClaims.Before(claim.hosts().getFirst(), precedent, claimed)),
            out);
      }
    });
  }

  /** What older tables hold, of those who have not lost it themselves. */
  private void loseToOlder(
      HostClaim claim, Map<String, List<String>> lost, HostHolders holders, Out out) {
    List<HostClaims.Claim> rivals = new ArrayList<>();
    for (HostClaim other : all) {
      if (isOlder(other, claim) && addCommon(other, claim, lost)) {
        rivals.add(own(other));
      }
    }
    if (!rivals.isEmpty()) {
      rivals.add(own(claim));
      HostClaims.onSidecars(rivals).findings().stream()
          .filter(finding -> finding.object().equals(claim.table().ref()))
          .forEach(finding -> holders.say(finding, out));
    }
  }

  private static HostClaims.Claim own(HostClaim claim) {
    return new HostClaims.Claim(claim.table(), claim.workspace(), claim.hosts().getFirst());
  }

  private static boolean isOlder(HostClaim a, HostClaim b) {
    return Meta.BY_AGE.compare(a.table().meta(), b.table().meta()) < 0;
  }

  private boolean addCommon(HostClaim other, HostClaim claim, Map<String, List<String>> lost) {
    boolean common = false;
    for (Map.Entry<String, List<String>> place : claim.places().entrySet()) {
      for (String namespace : place.getValue()) {
        NamespaceId id = new NamespaceId(place.getKey(), namespace);
        Precedent precedent = before.get(id);
        boolean mayHold = precedent == null || precedent.workspace().equals(other.workspace());
        boolean mayLose = precedent == null || precedent.workspace().equals(claim.workspace());
        if (mayHold && mayLose && isAt(other, id)) {
          lose(id, lost);
          common = true;
        }
      }
    }
    return common;
  }

  private static void lose(NamespaceId namespace, Map<String, List<String>> lost) {
    List<String> names = lost.computeIfAbsent(namespace.cluster(), c -> new ArrayList<>());
    if (!names.contains(namespace.namespace())) {
      names.add(namespace.namespace());
    }
  }

  private static boolean isAt(HostClaim claim, NamespaceId namespace) {
    return claim
        .places()
        .getOrDefault(namespace.cluster(), List.of())
        .contains(namespace.namespace());
  }

  private boolean isClaimed(NamespaceId namespace, String workspace) {
    return all.stream()
        .anyMatch(claim -> claim.workspace().equals(workspace) && isAt(claim, namespace));
  }

  /** The workspace of the oldest table there. */
  private @Nullable String oldest(NamespaceId namespace) {
    return all.stream()
        .filter(claim -> isAt(claim, namespace))
        .min((a, b) -> Meta.BY_AGE.compare(a.table().meta(), b.table().meta()))
        .map(HostClaim::workspace)
        .orElse(null);
  }
}
