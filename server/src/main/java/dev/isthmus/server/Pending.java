package dev.isthmus.server;

import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Wait;
import dev.isthmus.server.pending.PendingThing;
import dev.isthmus.server.pending.PendingThings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What waits for users, told when it changes, and their decisions, each of which acts once. */
final class Pending {
  private final Members members;
  private final Leadership leadership;
  private final Rollout rollout;
  private final Effects effects;
  private final Map<String, Instant> since = new HashMap<>();
  private final Set<String> spent = new TreeSet<>();
  private SortedMap<String, String> approvals = new TreeMap<>();
  private @Nullable List<PendingThing> last;

  Pending(Members members, Leadership leadership, Rollout rollout, Effects effects) {
    this.members = members;
    this.leadership = leadership;
    this.rollout = rollout;
    this.effects = effects;
  }

  /** The decisions that users have left, by id. */
  void approvals(SortedMap<String, String> all) {
    approvals = new TreeMap<>(all);
    spent.retainAll(all.keySet());
  }

  /** What of the things that wait was approved, and has not been let go before. */
  List<PendingThing> approved(Map<IstioKey, Wait> waiting) {
    List<PendingThing> approved = new ArrayList<>();
    if (approvals.isEmpty()) {
      return approved;
    }
    for (PendingThing thing : things(waiting)) {
      String id = thing.id();
      if (thing.isForApproval() && approvals.containsKey(id) && spent.add(id)) {
        approved.add(thing);
        effects.log(
            "Approved: " + id + " (" + approvals.getOrDefault(id, "") + "): " + thing.why());
      }
    }
    return approved;
  }

  /** Tells what waits, where something else waits than before. */
  void tell(Map<IstioKey, Wait> waiting, Instant now) {
    List<PendingThing> things = things(waiting);
    if (things.equals(last)) {
      return;
    }
    last = things;
    SortedMap<String, String> all = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    for (PendingThing thing : things) {
      String id = thing.id();
      ids.add(id);
      Instant first = since.computeIfAbsent(id, _ -> now);
      all.put(id, thing.json(first).toString());
    }
    since.keySet().retainAll(ids);
    effects.add(new ServerEffect.Publish(all, spent));
  }

  private List<PendingThing> things(Map<IstioKey, Wait> waiting) {
    SortedMap<String, PendingThings.Doubt> doubts = new TreeMap<>();
    members
        .doubts()
        .forEach((name, why) ->
            doubts.put(name, new PendingThings.Doubt(why, members.member(name).doubtText())));
    if (leadership.isRestored()) {
      doubts.put(
          "",
          new PendingThings.Doubt(
              "This server was restored from a backup: nothing is taken away.",
              "epoch " + leadership.authority().epoch()));
    }
    return PendingThings.of(waiting, rollout::desired, doubts);
  }
}
