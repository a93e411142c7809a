package dev.isthmus.server;

import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.Freeze;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.pending.PendingThing;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.precedent.PrecedentChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server without I/O: events in, effects out. It reads no clock and starts no thread; one thread
 * at a time may use it.
 *
 * <p>It merges what the agents say into what is known of each cluster, translates that, compares it
 * with what is there, and orders what may be written now (docs/design/live.md).
 */
public final class ServerCore {
  private final Effects effects = new Effects();
  private final Rollout rollout = new Rollout();
  private final Members members;
  private final Leadership leadership;
  private final Losses losses;
  private final Statuses statuses;
  private final Pending pending;
  private final Translating translating;
  private final Intake intake;
  private final Connections connections;
  private final Settling settling = new Settling(rollout);
  private final Orders orders;
  private Rollout.Plan plan = Rollout.Plan.NONE;

  /** A server that knows what a former one has recorded. */
  public ServerCore(ServerConfig config, Memory memory) {
    members = new Members(config);
    leadership = new Leadership(memory);
    losses = new Losses(config.brake());
    statuses = new Statuses(config.management(), members, rollout, effects);
    pending = new Pending(members, leadership, rollout, effects);
    translating =
        new Translating(config, memory.ledger(), members, leadership, rollout, losses, statuses);
    intake = new Intake(config, members, rollout, statuses, pending, translating, effects);
    connections = new Connections(members, leadership, effects);
    orders = new Orders(config.ownership(), rollout, settling, effects);
    intake.remember(memory.clusters());
  }

  /** What is to be done about an event. */
  public List<ServerEffect> on(ServerEvent event, Instant now) {
    return on(event, now, false);
  }

  /**
   * What is to be done about an event.
   *
   * @param more whether the next event is there already: then what may be written is decided with
   *     it, for that looks at all that is not done yet. The last of a row must have none after it
   */
  public List<ServerEffect> on(ServerEvent event, Instant now, boolean more) {
    translating.at(now);
    switch (event) {
      case ServerEvent.Leads leads -> leadership.leads(leads.epoch());
      case ServerEvent.Connected connected -> connections.connected(connected);
      case ServerEvent.Said said -> said(connections.at(said.connection()), said.message(), now);
      case ServerEvent.Gone gone -> connections.gone(gone.connection());
      case ServerEvent.Approved approved -> approve(approved.cluster());
      case ServerEvent.Woken _ -> {}
    }
    if (leadership.isLeading() && !more) {
      roll(now);
    }
    return effects.take();
  }

  private void said(@Nullable Member member, Up message, Instant now) {
    if (member != null) {
      switch (message) {
        case Up.Hello hello -> connections.hello(member, hello);
        case Up.Snapshot snapshot -> intake.snapshot(member, snapshot);
        case Up.Delta delta -> intake.delta(member, delta);
        case Up.SourceLost lost -> intake.lost(member, lost);
        case Up.Applied applied -> orders.answered(member, applied, now);
      }
    }
  }

  private void approve(String cluster) {
    for (Member member : members.all()) {
      if (cluster.isEmpty() || cluster.equals(member.name)) {
        trust(member);
      }
    }
    if (cluster.isEmpty()) {
      leadership.approve();
    }
    losses.approve(cluster, rollout);
  }

  /** What a cluster shows counts from now on, and its agent writes. */
  private void trust(Member member) {
    intake.approve(member);
    if (member.observing && member.isConnected()) {
      member.observing = false;
      effects.tell(member, new Down.Approve(leadership.authority()));
    }
  }

  /** Carries out a decision. */
  private void letGo(PendingThing thing) {
    switch (thing.kind()) {
      case HELD -> losses.approve(keys(thing.cluster()));
      case DOUBTED -> {
        if (thing.cluster().isEmpty()) {
          leadership.approve();
        } else {
          trust(members.member(thing.cluster()));
        }
      }
      case FROZEN, WAITING -> {}
    }
  }

  /** What is held in a cluster. */
  private List<IstioKey> keys(String cluster) {
    return plan.waiting().entrySet().stream()
        .filter(wait -> wait.getValue() instanceof Wait.Held)
        .map(Map.Entry::getKey)
        .filter(key -> key.cluster().equals(cluster))
        .toList();
  }

  /** Orders what may be written now. */
  private void roll(Instant now) {
    Optional<Instant> nextSettled = settling.pass(now);
    Optional<Instant> nextEnd = translating.pass();
    Judgement judgement = plan(now);
    List<PendingThing> approved = pending.approved(plan.waiting());
    if (!approved.isEmpty()) {
      approved.forEach(this::letGo);
      judgement = plan(now);
    }
    SortedMap<String, List<ObjectChange>> writes = new TreeMap<>();
    plan.writes()
        .forEach(
            (key, step) -> writes.computeIfAbsent(key.cluster(), _ -> new ArrayList<>()).add(step));
    if (!writes.isEmpty()) {
      Authority authority = leadership.next();
      effects.add(new ServerEffect.Keep(authority));
      writes.forEach((cluster, steps) -> orders.order(members.member(cluster), authority, steps));
    }
    statuses.tell(plan, translation(), judgement.foreignAgents(), leadership.authority());
    pending.tell(plan.waiting(), now);
    members.all().stream().filter(Member::isShown).forEach(orders::preview);
    Stream<Instant> heldUntil =
        judgement.held().values().stream()
            .map(Wait.Held::until)
            .flatMap(until -> Optional.ofNullable(until).stream());
    Stream<Instant> othersSettled =
        plan.waiting().values().stream().anyMatch(Wait.Settling.class::isInstance)
            ? members.nextSettled(now).stream()
            : Stream.empty();
    Stream.of(nextSettled.stream(), nextEnd.stream(), heldUntil, othersSettled)
        .flatMap(times -> times)
        .min(Instant::compareTo)
        .ifPresent(until -> effects.add(new ServerEffect.WakeAt(until)));
  }

  /** What a plan was made with: what the brake holds, and where an agent of Gloo Mesh writes. */
  private record Judgement(SortedMap<IstioKey, Wait.Held> held, Set<String> foreignAgents) {}

  /** Decides what may be written now. */
  private Judgement plan(Instant now) {
    SortedMap<IstioKey, Wait.Held> held = losses.held(rollout, members, now);
    Set<String> foreignAgents = translating.foreignAgents();
    Freeze freeze = members.freeze();
    plan =
        rollout.plan(
            new WriteGate(
                members,
                rollout,
                members.registered(),
                foreignAgents,
                held,
                freeze,
                UnheardDestinations.of(translation(), freeze),
                leadership.isRestored(),
                now,
                members.haveSettled(now)));
    return new Judgement(held, foreignAgents);
  }

  /** The translation of all that is known. */
  public Translation translation() {
    return translating.current();
  }

  /** What was decided before and counts in that translation. */
  public List<PrecedentChange> precedents() {
    return translating.record().precedents();
  }

  /** The clusters, by name. */
  public SortedMap<String, ClusterView> clusters() {
    return members.views();
  }

  /** What waits, for whom and why; in the order of the keys. */
  public Map<IstioKey, Wait> waiting() {
    return plan.waiting();
  }

  /** Clusters whose absences, uid or writing wait for {@code approve}, with the reason. */
  public SortedMap<String, String> doubts() {
    SortedMap<String, String> doubts = members.doubts();
    if (leadership.isRestored()) {
      doubts.put("", "this server was restored from a backup");
    }
    return doubts;
  }

  /** What a next server is to know. A cache: without it clusters are unknown until heard. */
  public Memory memory() {
    return new Memory(leadership.highest(), members.memory(), translating.record());
  }

  /** A generated object as it was last reported; null: it is not there. */
  public @Nullable IstioObject there(IstioKey key) {
    return rollout.there(key);
  }

  /** What keeps its form until a cluster is heard. */
  public Freeze freeze() {
    return members.freeze();
  }
}
