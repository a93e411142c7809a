package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.route.HostClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who holds the hosts of one gateway; lives while its rule runs. */
final class GatewayHolders {
  private final List<HostClaims.Claim> claims = new ArrayList<>();
  private final Set<String> workspaces = new TreeSet<>();
  private final Entries<Title, Precedent> precedents;

  GatewayHolders(List<HostClaim> all, Entries<Title, Precedent> precedents) {
    this.precedents = precedents;
    for (HostClaim claim : all) {
      workspaces.add(claim.workspace());
      for (String host : claim.hosts()) {
        claims.add(new HostClaims.Claim(claim.table(), claim.workspace(), host));
      }
    }
  }

  void decide(HostHolders holders, ClaimPlace place, Out out) {
    if (workspaces.size() < 2 && precedents.isEmpty()) {
      return;
    }
    List<HostClaims.Before> before = new ArrayList<>();
    for (Entry<Title, Precedent> entry : precedents) {
      before.add(
          new HostClaims.Before(
              entry.key().host(), entry.value(), isClaimed(entry.key(), entry.value())));
    }
    HostClaims.Outcome outcome = HostClaims.onGateway(claims, before);
    outcome.findings().forEach(finding -> holders.say(finding, out));
    Set<HostClaims.Claim> held = Set.copyOf(outcome.held());
    Map<ObjectKey, List<HostClaims.Claim>> lost = new TreeMap<>();
    for (HostClaims.Claim claim : claims) {
      if (!held.contains(claim)) {
        lost.computeIfAbsent(claim.table().key(), k -> new ArrayList<>()).add(claim);
      }
    }
    lost.forEach((table, all) ->
        holders.lose(
            new HostHolders.LossKey(table, place),
            new HostHolders.Loss(
                all.getFirst().workspace(),
                all.stream().map(HostClaims.Claim::host).toList(),
                Map.of()),
            out));
    if (!before.isEmpty()) {
      boolean same = HostClaims.onGateway(claims).held().equals(outcome.held());
      for (Entry<Title, Precedent> entry : precedents) {
        if (isClaimed(entry.key(), entry.value())) {
          holders.stand(entry.key(), same ? Standing.IDLE : Standing.DECIDES, out);
        }
      }
    }
  }

  private boolean isClaimed(Title title, Precedent precedent) {
    return claims.stream()
        .anyMatch(claim ->
            claim.workspace().equals(precedent.workspace())
                && claim.host().equalsIgnoreCase(title.host()));
  }
}
