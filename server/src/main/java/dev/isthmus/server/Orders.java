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
import java.util.ArrayList;
import java.util.List;
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
    List<DesiredObject> puts = new ArrayList<>();
    List<Down.Deletion> deletes = new ArrayList<>();
    for (ObjectChange step : steps) {
      IstioKey key = step.key();
      String proof = ownership.proof(member.uid, key);
      if (step.after() == null) {
        deletes.add(new Down.Deletion(Inventory.ref(key), proof));
      } else {
        puts.add(desired(key, step.after(), proof));
      }
      rollout.ordered(key, step.after());
      settling.ordered(step);
      member.orders.put(key, authority);
    }
    effects.tell(member, new Down.Desired(authority, puts, deletes));
  }

  private static DesiredObject desired(IstioKey key, IstioObject object, String proof) {
    var json = IstioJson.write(object);
    json.withObject("/metadata/annotations").put(DesiredObject.PROOF, proof);
    return new DesiredObject(Inventory.ref(key), proof, Stamp.of(object), json);
  }

  /** The first answer of a connection says that former orders are dropped. */
  void answered(Member member, Up.Applied applied) {
    if (!member.synced && !member.process.isEmpty()) {
      member.synced = true;
      member.everSynced = true;
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
            member.orders.remove(key);
            settling.refused(key);
            member.refused.put(key, new Wait.Refused(refusal.why() + ": " + refusal.detail()));
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
