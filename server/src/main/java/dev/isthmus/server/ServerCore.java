package dev.isthmus.server;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.Facts;
import dev.isthmus.delivery.Freeze;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A server without I/O: events in, effects out. It reads no clock and starts no thread; one thread
 * at a time may use it.
 *
 * <p>It merges what the agents say into what is known of each cluster, translates that, compares it
 * with what is there, and orders what may be written now (docs/design/live.md).
 */
public final class ServerCore {
  private final ServerConfig config;
  private final Inventory inventory;
  private final Translator translator = Translator.create();
  private final Rollout rollout = new Rollout();
  private final Losses losses;
  private final SortedMap<String, Member> members = new TreeMap<>();
  private final Map<Long, Member> connections = new HashMap<>();
  private final Map<String, Integer> objects = new HashMap<>();
  private final List<ServerEffect> effects = new ArrayList<>();

  private Authority authority = Authority.NONE;

  /** The highest authority that this server or one before it is known to have used. */
  private Authority recorded;

  private final boolean hasRecord;
  private boolean restored;
  private Set<String> registered = new TreeSet<>();
  private Rollout.Plan plan = new Rollout.Plan(new TreeMap<>(), new TreeMap<>());

  /** A server that knows what a former one has recorded. */
  public ServerCore(ServerConfig config, Memory memory) {
    this.config = config;
    this.inventory = new Inventory(config.ownership());
    this.losses = new Losses(config.brake());
    this.recorded = memory.authority();
    this.hasRecord = !memory.equals(Memory.NONE);
    member(config.management());
    memory.clusters().forEach(this::remember);
  }

  private void remember(String cluster, Memory.Cluster memory) {
    Member member = member(cluster);
    member.uid = memory.uid();
    memory
        .kinds()
        .forEach((kind, known) -> {
          Source source = member.sources.get(kind);
          if (source != null) {
            source.remember(known.objects(), known.version());
            take(member, new Source.News(known.objects(), List.of(), false));
          }
        });
  }

  /** What is to be done about an event. */
  public List<ServerEffect> on(ServerEvent event, Instant now) {
    effects.clear();
    switch (event) {
      case ServerEvent.Leads leads -> authority = new Authority(leads.epoch(), 0);
      case ServerEvent.Connected connected -> connected(connected);
      case ServerEvent.Said said -> said(said.connection(), said.message());
      case ServerEvent.Gone gone -> gone(gone.connection());
      case ServerEvent.Approved approved -> approve(approved.cluster());
      case ServerEvent.Woken _ -> {}
    }
    roll(now);
    return List.copyOf(effects);
  }

  /** The translation of all that is known. */
  public Translation translation() {
    return translator.current();
  }

  /** What waits, for whom and why. */
  public SortedMap<IstioKey, Wait> waiting() {
    return plan.waiting();
  }

  /** Clusters whose absences, uid or writing wait for {@code approve}, with the reason. */
  public SortedMap<String, String> doubts() {
    SortedMap<String, String> doubts = new TreeMap<>();
    for (Member member : members.values()) {
      if (member.isRebuilt()) {
        doubts.put(member.name, "the cluster has another uid: it was rebuilt");
      } else if (member.sources.values().stream().anyMatch(Source::hasDoubts)) {
        doubts.put(member.name, "the cluster was rolled back: what is missing may come back");
      } else if (member.observing) {
        doubts.put(member.name, "its agent observes only");
      }
    }
    if (restored) {
      doubts.put("", "this server was restored from a backup");
    }
    return doubts;
  }

  /** What a next server is to know. A cache: without it clusters are unknown until heard. */
  public Memory memory() {
    SortedMap<String, Memory.Cluster> clusters = new TreeMap<>();
    for (Member member : members.values()) {
      SortedMap<ObjectKind, Memory.Known> kinds = new TreeMap<>();
      member.sources.forEach((kind, source) -> {
        if (source.knowledge() != Source.Knowledge.NEVER_HEARD) {
          kinds.put(
              kind, new Memory.Known(source.highest(), List.copyOf(source.objects().values())));
        }
      });
      clusters.put(member.name, new Memory.Cluster(member.uid, kinds));
    }
    Authority highest = recorded.compareTo(authority) > 0 ? recorded : authority;
    return new Memory(highest, clusters);
  }

  private Member member(String cluster) {
    return members.computeIfAbsent(cluster, name -> new Member(name, config.kinds()));
  }

  private void connected(ServerEvent.Connected connected) {
    Member member = member(connected.cluster());
    if (member.isConnected()) {
      tell(member.connection, new Down.Refuse("Another agent of this cluster has connected."));
      close(member);
    }
    member.connection = connected.connection();
    connections.put(connected.connection(), member);
  }

  private void gone(long connection) {
    Member member = connections.remove(connection);
    if (member != null) {
      member.disconnect();
    }
  }

  private void close(Member member) {
    effects.add(new ServerEffect.Close(member.connection));
    gone(member.connection);
  }

  private void said(long connection, Up message) {
    Member member = connections.get(connection);
    if (member == null) {
      return; // it was replaced by another connection
    }
    switch (message) {
      case Up.Hello hello -> hello(member, hello);
      case Up.Snapshot snapshot -> snapshot(member, snapshot);
      case Up.Delta delta -> delta(member, delta);
      case Up.SourceLost lost -> lost(member, lost);
      case Up.Applied applied -> applied(member, applied);
    }
  }

  private void hello(Member member, Up.Hello hello) {
    if (authority.epoch() == 0) {
      close(member); // not leading yet
      return;
    }
    if (hello.highest().compareTo(authority) > 0) {
      // Whoever is below what an agent has obeyed was restored, or its lease was.
      restored = true;
      log("An agent of " + member.name + " has obeyed " + hello.highest() + ": above this server.");
      effects.add(new ServerEffect.RaiseEpoch(hello.highest().epoch()));
      close(member);
      return;
    }
    if (hasRecord && hello.highest().compareTo(recorded) > 0) {
      restored = true;
      log("This server was restored from a backup: nothing is taken away until it is approved.");
    }
    member.process = hello.epoch();
    member.givenUid = hello.clusterUid();
    member.observing = hello.observing();
    if (member.uid.isEmpty()) {
      member.uid = hello.clusterUid();
    }
    SortedMap<ObjectKind, Long> resume = new TreeMap<>();
    member.sources.forEach((kind, source) -> {
      long sequence = source.resumable(hello.epoch());
      if (sequence >= 0) {
        resume.put(kind, sequence);
        source.resumed();
      }
    });
    tell(member.connection, new Down.Welcome(authority, resume));
  }

  private @Nullable Source source(Member member, ObjectKind kind) {
    return member.process.isEmpty() ? null : member.sources.get(kind);
  }

  private void snapshot(Member member, Up.Snapshot snapshot) {
    Source source = source(member, snapshot.kind());
    if (source != null) {
      boolean generated = Inventory.isGenerated(snapshot.kind());
      take(
          member,
          source.snapshot(
              member.process,
              snapshot.sequence(),
              snapshot.resourceVersion(),
              at(member, snapshot.objects()),
              generated,
              member.isRebuilt()));
    }
  }

  private void delta(Member member, Up.Delta delta) {
    Source source = source(member, delta.kind());
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
      tell(member.connection, new Down.Resend(delta.kind()));
    } else {
      take(member, news);
    }
  }

  private static List<ObservedObject> at(Member member, List<ObservedObject> objects) {
    return objects.stream()
        .map(o -> new ObservedObject(Inventory.at(member.name, o.ref()), o.uid(), o.json()))
        .toList();
  }

  private void lost(Member member, Up.SourceLost lost) {
    Source source = source(member, lost.kind());
    if (source != null) {
      source.lost();
      log("Nothing is known of " + lost.kind() + " in " + member.name + ": " + lost.detail());
    }
  }

  private void applied(Member member, Up.Applied applied) {
    if (!member.synced && !member.process.isEmpty()) {
      member.synced = true;
      member.everSynced = true;
      List.copyOf(member.orders.keySet()).forEach(key -> settle(member, key));
      member.refused.clear();
      return;
    }
    for (ObjectRef ref : applied.settled()) {
      answered(member, ref, applied.authority()).ifPresent(key -> settle(member, key));
    }
    for (Refusal refusal : applied.refusals()) {
      answered(member, refusal.ref(), applied.authority())
          .ifPresent(key -> {
            settle(member, key);
            member.refused.put(key, new Wait.Refused(refusal.why() + ": " + refusal.detail()));
            log(key + " was refused: " + refusal.detail());
          });
    }
  }

  /** The object whose newest order an answer is about; empty if a newer one is on its way. */
  private static Optional<IstioKey> answered(Member member, ObjectRef ref, Authority upTo) {
    return Inventory.key(member.name, ref)
        .filter(key -> {
          Authority order = member.orders.get(key);
          return order != null && order.compareTo(upTo) <= 0;
        });
  }

  private void settle(Member member, IstioKey key) {
    member.orders.remove(key);
    rollout.settled(key);
  }

  private void approve(String cluster) {
    for (Member member : members.values()) {
      if (cluster.isEmpty() || cluster.equals(member.name)) {
        if (member.isRebuilt()) {
          member.uid = member.givenUid;
          member.sources.forEach((kind, source) -> {
            List<ObservedObject> all = List.copyOf(source.objects().values());
            take(member, new Source.News(all, List.of(), true)); // proofs are of the new uid
          });
        }
        member.sources.values().forEach(source -> take(member, source.approve()));
        if (member.observing && member.isConnected()) {
          member.observing = false;
          tell(member.connection, new Down.Approve(authority));
        }
      }
    }
    if (cluster.isEmpty()) {
      restored = false;
    }
    losses.approve(cluster, rollout);
  }

  /** Takes news into translation and into what is there. */
  private void take(Member member, Source.News news) {
    List<Change> changes = new ArrayList<>();
    for (ObservedObject object : news.puts()) {
      Optional<IstioKey> key = Inventory.key(member.name, object.ref());
      Optional<IstioObject> ours = inventory.ours(member.name, member.uid, object);
      key.ifPresent(at -> there(member, at, ours.orElse(null), ours.isEmpty()));
      if (ours.isPresent()) {
        changes.add(Change.gone(object.ref()));
      } else {
        // What cannot be read keeps its last good form.
        inventory.resource(member.name, object).map(Change::of).ifPresent(changes::add);
      }
    }
    for (ObjectRef ref : news.gone()) {
      Inventory.key(member.name, ref).ifPresent(at -> there(member, at, null, false));
      changes.add(Change.gone(ref));
    }
    if (!changes.isEmpty()) {
      for (OutputChange change : translator.apply(changes).changes()) {
        IstioKey key = Wishes.key(change.key());
        rollout.desired(
            key, change.after() == null ? null : Wishes.of(change.after(), config.management()));
        losses.wanted(key, news.explained());
        changed(key);
      }
    }
  }

  private void there(Member member, IstioKey key, @Nullable IstioObject object, boolean foreign) {
    int before = rollout.there(key) == null ? 0 : 1;
    objects.merge(member.name, (object == null ? 0 : 1) - before, Integer::sum);
    rollout.there(key, object);
    if (foreign) {
      member.foreign.put(key, true);
    } else {
      member.foreign.remove(key);
    }
    changed(key);
  }

  private void changed(IstioKey key) {
    Member member = members.get(key.cluster());
    if (member != null) {
      member.refused.remove(key);
    }
  }

  /** Orders what may be written now. */
  private void roll(Instant now) {
    if (authority.epoch() == 0) {
      return;
    }
    registered = registered();
    SortedMap<IstioKey, Wait.Held> held = losses.held(rollout, objects, now);
    Freeze freeze = freeze();
    Set<String> closed = foreignAgents();
    plan = rollout.plan((goal, step) -> gate(goal, step, held, freeze, closed));
    SortedMap<String, List<ObjectChange>> writes = new TreeMap<>();
    plan.writes()
        .forEach(
            (key, step) -> writes.computeIfAbsent(key.cluster(), _ -> new ArrayList<>()).add(step));
    if (!writes.isEmpty()) {
      authority = new Authority(authority.epoch(), authority.revision() + 1);
      recorded = authority;
      effects.add(new ServerEffect.Keep(authority));
      writes.forEach((cluster, steps) -> order(member(cluster), steps));
    }
    held.values().stream()
        .map(Wait.Held::until)
        .flatMap(until -> Optional.ofNullable(until).stream())
        .min(Instant::compareTo)
        .ifPresent(until -> effects.add(new ServerEffect.WakeAt(until)));
  }

  private Optional<Wait> gate(
      ObjectChange goal,
      ObjectChange step,
      Map<IstioKey, Wait.Held> held,
      Freeze freeze,
      Set<String> closed) {
    IstioKey key = goal.key();
    Member member = members.get(key.cluster());
    if (member == null || !isWritable(member) || closed.contains(key.cluster())) {
      return Optional.of(
          new Wait.Unreachable(key.cluster(), unreachable(member, key.cluster(), closed)));
    }
    if (member.foreign.containsKey(key)) {
      return Optional.of(new Wait.Refused("an object that is not ours has its name."));
    }
    Wait.Refused refused = member.refused.get(key);
    if (refused != null) {
      return Optional.of(refused);
    }
    Optional<Wait> uncertain = uncertain(step);
    if (uncertain.isPresent()) {
      return uncertain;
    }
    boolean narrows = Facts.narrows(goal.before(), goal.after());
    if (narrows && goal.before() != null) {
      Optional<Wait.Frozen> frozen = freeze.of(goal.before());
      if (frozen.isPresent()) {
        return Optional.of(frozen.get());
      }
    }
    if (Facts.narrows(goal.before(), step.after())) {
      if (restored) {
        return Optional.of(
            new Wait.Held("this server was restored from a backup; see isthmus approve.", null));
      }
      return Optional.ofNullable(held.get(key));
    }
    return Optional.empty();
  }

  /**
   * What is known of a cluster only from before this server began may have been changed by another
   * leader since: nothing new may rest on it, and nothing that its calls may rest on goes.
   */
  private Optional<Wait> uncertain(ObjectChange step) {
    Set<String> needed = new TreeSet<>(rollout.homesOfGains(step));
    if (Rollout.narrowsDestination(step)) {
      needed.addAll(registered);
    }
    for (String cluster : needed) {
      Member member = members.get(cluster);
      if (member == null || !member.everSynced) {
        return Optional.of(
            new Wait.Unreachable(cluster, "its agent has not connected since this server began."));
      }
    }
    return Optional.empty();
  }

  private static boolean isWritable(Member member) {
    return member.isConnected()
        && member.synced
        && member.isLive()
        && !member.observing
        && !member.isRebuilt();
  }

  private static String unreachable(@Nullable Member member, String cluster, Set<String> closed) {
    if (closed.contains(cluster)) {
      return "an agent of Gloo Mesh runs there.";
    }
    if (member == null || !member.isConnected()) {
      return "its agent is not connected.";
    }
    if (member.isRebuilt()) {
      return "it was rebuilt; see isthmus approve.";
    }
    return member.observing
        ? "its agent observes only; see isthmus approve."
        : "what is there is not known yet.";
  }

  private void order(Member member, List<ObjectChange> steps) {
    List<DesiredObject> puts = new ArrayList<>();
    List<Down.Deletion> deletes = new ArrayList<>();
    for (ObjectChange step : steps) {
      IstioKey key = step.key();
      String proof = config.ownership().proof(member.uid, key);
      if (step.after() == null) {
        deletes.add(new Down.Deletion(Inventory.ref(key), proof));
      } else {
        puts.add(desired(key, step.after(), proof));
      }
      rollout.ordered(key, step.after());
      member.orders.put(key, authority);
    }
    tell(member.connection, new Down.Desired(authority, puts, deletes));
  }

  private static DesiredObject desired(IstioKey key, IstioObject object, String proof) {
    var json = IstioJson.write(object);
    json.withObject("/metadata/annotations").put(DesiredObject.PROOF, proof);
    return new DesiredObject(Inventory.ref(key), proof, Stamp.of(object), json);
  }

  /** The clusters that KubernetesCluster objects name. */
  private Set<String> registered() {
    Set<String> names = new TreeSet<>();
    Source source = member(config.management()).sources.get(ObjectKind.KUBERNETES_CLUSTER);
    if (source != null) {
      source.objects().keySet().forEach(ref -> names.add(ref.key().name()));
    }
    return names;
  }

  /** A generated object as it was last reported; null: it is not there. */
  public @Nullable IstioObject there(IstioKey key) {
    return rollout.there(key);
  }

  /** What keeps its form until a cluster is heard. */
  public Freeze freeze() {
    Set<String> neverHeard = new HashSet<>();
    if (!member(config.management()).isHeard()) {
      neverHeard.add(config.management());
    }
    for (String cluster : registered) {
      Member member = members.get(cluster);
      if (member == null || !member.isHeard()) {
        neverHeard.add(cluster);
      }
    }
    return new Freeze(neverHeard, config.management());
  }

  /** Clusters in which an agent of Gloo Mesh writes. */
  private Set<String> foreignAgents() {
    Set<String> clusters = new HashSet<>();
    for (Finding finding : translator.current().findings()) {
      if (finding.reason() == Reason.FOREIGN_AGENT) {
        clusters.add(finding.object().key().name());
      }
    }
    return clusters;
  }

  private void tell(long connection, Down message) {
    effects.add(new ServerEffect.Tell(connection, message));
  }

  private void log(String line) {
    effects.add(new ServerEffect.Log(line));
  }
}
