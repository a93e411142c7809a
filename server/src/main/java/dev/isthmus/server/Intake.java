package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.pending.PendingPort;
import dev.isthmus.translate.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes in what agents report: into what is known, what is translated and what is there. */
final class Intake {
  private final Inventory inventory;
  private final Members members;
  private final Rollout rollout;
  private final Statuses statuses;
  private final Pending pending;
  private final ObjectRef approvals;
  private final Translating translating;
  private final Effects effects;

  Intake(
      ServerConfig config,
      Members members,
      Rollout rollout,
      Statuses statuses,
      Pending pending,
      Translating translating,
      Effects effects) {
    this.inventory = new Inventory(config.ownership());
    this.members = members;
    this.rollout = rollout;
    this.statuses = statuses;
    this.pending = pending;
    this.approvals = config.approvals();
    this.translating = translating;
    this.effects = effects;
  }

  /** What a former server has left of the clusters, in one step: so nothing in it is news. */
  void remember(Map<String, Memory.Cluster> clusters) {
    List<Change> changes = new ArrayList<>();
    clusters.forEach((name, memory) -> remember(members.member(name), memory, changes));
    if (!changes.isEmpty()) {
      translating.apply(changes, false);
    }
  }

  private void remember(Member member, Memory.Cluster memory, List<Change> changes) {
    member.uid = memory.uid();
    memory
        .kinds()
        .forEach((kind, known) -> {
          Source source = member.sources.get(kind);
          if (source != null) {
            source.remember(known.objects(), known.version());
            changes.addAll(
                changes(member, new Source.News(observed(known.objects()), List.of(), false)));
          }
        });
  }

  private static List<ObservedObject> observed(List<Remembered> objects) {
    return objects.stream().map(Remembered::observed).toList();
  }

  void snapshot(Member member, Up.Snapshot snapshot) {
    Source source = member.source(snapshot.kind());
    if (source != null) {
      boolean certain =
          Inventory.isGenerated(snapshot.kind()) || !member.sources.containsKey(snapshot.kind());
      take(
          member,
          source.snapshot(
              member.process,
              snapshot.sequence(),
              snapshot.resourceVersion(),
              at(member, snapshot.objects()),
              certain,
              member.isRebuilt()));
    }
  }

  void delta(Member member, Up.Delta delta) {
    Source source = member.source(delta.kind());
    if (source == null) {
      return;
    }
    Source.News news =
        source.delta(
            member.process,
            delta.after(),
            delta.sequence(),
            delta.resourceVersion(),
            at(member, delta.puts()),
            delta.gone().stream().map(ref -> Inventory.at(member.name, ref)).toList(),
            Inventory.isGenerated(delta.kind()));
    if (news == null) {
      source.lost();
      effects.tell(member, new Down.Resend(delta.kind()));
    } else {
      take(member, news);
    }
  }

  private static List<ObservedObject> at(Member member, List<ObservedObject> objects) {
    return objects.stream()
        .map(o -> new ObservedObject(Inventory.at(member.name, o.ref()), o.uid(), o.json()))
        .toList();
  }

  void lost(Member member, Up.SourceLost lost) {
    Source source = member.source(lost.kind());
    if (source != null) {
      source.lost();
      ObjectKind kind = lost.kind();
      if (member.sources.containsKey(kind)) {
        effects.log("Nothing is known of " + kind + " in " + member.name + ": " + lost.detail());
      }
    }
  }

  /** A user trusts what a cluster shows now: absences that were in doubt, and its new uid. */
  void approve(Member member) {
    if (member.isRebuilt()) {
      member.uid = member.givenUid;
      member.sources.forEach((kind, source) -> {
        // Proofs are of the new uid.
        take(member, new Source.News(observed(source.objects()), List.of(), true));
      });
    }
    member.sources.values().forEach(source -> take(member, source.approve()));
  }

  /** Takes news into translation and into what is there. */
  private void take(Member member, Source.News news) {
    List<Change> changes = changes(member, news);
    if (!changes.isEmpty()) {
      translating.apply(changes, news.explained());
    }
  }

  /** Takes news into what is there; what translation must know of it. */
  private List<Change> changes(Member member, Source.News news) {
    List<Change> changes = new ArrayList<>();
    for (ObservedObject object : news.puts()) {
      Optional<IstioKey> key = Inventory.key(member.name, object.ref());
      Optional<IstioObject> ours = inventory.ours(member.name, member.uid, object);
      key.ifPresent(at -> there(member, at, ours.orElse(null), ours.isEmpty()));
      if (ours.isPresent()) {
        changes.add(Change.gone(object.ref()));
      } else {
        // What cannot be read keeps its last good form.
        ReadResult read = inventory.read(member.name, object);
        read.resource().map(Change::of).ifPresent(changes::add);
        if (Inventory.isUsers(object.ref().kind())) {
          statuses.seen(object, read);
        } else if (object.ref().equals(approvals)) {
          pending.approvals(PendingPort.data(object.json()));
        }
      }
    }
    for (ObjectRef ref : news.gone()) {
      Inventory.key(member.name, ref).ifPresent(at -> there(member, at, null, false));
      changes.add(Change.gone(ref));
      if (Inventory.isUsers(ref.kind())) {
        statuses.gone(ref);
      } else if (ref.equals(approvals)) {
        pending.approvals(new TreeMap<>());
      }
    }
    return changes;
  }

  private void there(Member member, IstioKey key, @Nullable IstioObject object, boolean foreign) {
    member.objects += (object == null ? 0 : 1) - (rollout.there(key) == null ? 0 : 1);
    rollout.there(key, object);
    if (object != null) {
      translating.seen(key);
    }
    if (foreign) {
      member.foreign.add(key);
    } else {
      member.foreign.remove(key);
    }
    members.changed(key);
  }
}
