package dev.isthmus.server;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders to agents, and what agents say became of them. */
final class Orders {
  private final Ownership ownership;
  private final Rollout rollout;
  private final Settling settling;
  private final Effects effects;

  Orders(Ownership ownership, Rollout rollout, Settling settling, Effects effects) {
    this.ownership = ownership;
    this.rollout = rollout;
    this.settling = settling;
    this.effects = effects;
  }

  /** Tells a cluster's agent to make these changes. */
  void order(Member member, Authority authority, List<ObjectChange> steps) {
    Written written = written(member, steps);
    member.madeAll |= member.objects == 0;
    for (ObjectChange step : steps) {
      rollout.ordered(step.key(), step.after());
      settling.ordered(step);
      member.orders.put(step.key(), authority);
    }
    effects.tell(member, new Down.Desired(authority, written.puts(), written.deletes()));
  }

  /** Shows an agent that observes only what it would be told, as far as it was not shown it yet. */
  void preview(Member member) {
    List<ObjectChange> news = new ArrayList<>();
    Map<IstioKey, Optional<IstioObject>> wanted = new HashMap<>();
    for (IstioKey key : rollout.open()) {
      if (key.cluster().equals(member.name)) {
        IstioObject after = rollout.desired(key);
        wanted.put(key, Optional.ofNullable(after));
        if (!wanted.get(key).equals(member.previewed.get(key))) {
          news.add(new ObjectChange(key, rollout.there(key), after));
        }
      }
    }
    member.previewed = wanted;
    if (!news.isEmpty()) {
      Written written = written(member, news);
      effects.tell(member, new Down.Preview(written.puts(), written.deletes()));
    }
  }

  private record Written(List<DesiredObject> puts, List<Down.Deletion> deletes) {}

  private Written written(Member member, List<ObjectChange> steps) {
    Written written = new Written(new ArrayList<>(), new ArrayList<>());
    for (ObjectChange step : steps) {
      String proof = ownership.proof(member.uid, step.key());
      if (step.after() == null) {
        written.deletes.add(new Down.Deletion(Inventory.ref(step.key()), proof));
      } else {
        written.puts.add(desired(step.key(), step.after(), proof));
      }
    }
    return written;
  }

  private static DesiredObject desired(IstioKey key, IstioObject object, String proof) {
    var json = IstioJson.write(object);
    json.withObject("/metadata/annotations").put(DesiredObject.PROOF, proof);
    return new DesiredObject(Inventory.ref(key), proof, Stamp.of(object), json);
  }

  /** The first answer of a connection says that former orders are dropped. */
  void answered(Member member, Up.Applied applied, Instant now) {
    if (!member.synced && !member.process.isEmpty()) {
      member.synced = true;
      member.firstSynced = member.firstSynced.or(() -> Optional.of(now));
      List.copyOf(member.orders.keySet()).forEach(key -> settle(member, key));
      member.refused.clear();
      return;
    }
    for (ObjectRef ref : applied.settled()) {
      newest(member, ref, applied.authority()).ifPresent(key -> settle(member, key));
    }
    for (Refusal refusal : applied.refusals()) {
      newest(member, refusal.ref(), applied.authority())
          .ifPresent(key -> {
            if (settling.refused(key)) { // the agent tries it again, so it stays an order
              member.refused.put(key, new Wait.Refused(refusal.why() + ": " + refusal.detail()));
            }
            effects.log(key + " was refused: " + refusal.detail());
          });
    }
  }

  /** The object whose newest order an answer is about; empty if a newer one is on its way. */
  private static Optional<IstioKey> newest(Member member, ObjectRef ref, Authority upTo) {
    return Inventory.key(member.name, ref)
        .filter(key -> {
          Authority order = member.orders.get(key);
          return order != null && order.compareTo(upTo) <= 0;
        });
  }

  private void settle(Member member, IstioKey key) {
    member.orders.remove(key);
    settling.done(key);
  }
}
