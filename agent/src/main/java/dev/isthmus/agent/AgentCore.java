package dev.isthmus.agent;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent without I/O: events in, effects out. It reads no clock and starts no thread; one thread
 * at a time may use it.
 *
 * <p>It tells the server what is there, reduced to what translation reads, and carries out the
 * server's orders. While the server is away it goes on with the orders that it has; a new
 * connection drops them, for the server orders anew what is still to be done. It obeys no authority
 * below the highest that it or a former process in this cluster has obeyed.
 */
public final class AgentCore {
  private static final int PROTOCOL = 1;

  /** Where a connection stands. */
  private enum Link {
    AWAY,
    /** Open; Hello waits until the cluster is known and no write is under way. */
    OPEN,
    GREETED,
    WELCOME
  }

  private final AgentConfig config;
  private final Map<ObjectKind, Report> reports = new LinkedHashMap<>();
  private final Map<ObjectKind, Observation.Lost> lost = new HashMap<>();
  private final Orders orders = new Orders();
  private final Statuses statuses = new Statuses();
  private final Previews previews = new Previews();
  private final Map<Long, Write> sent = new HashMap<>();
  private final List<AgentEffect> effects = new ArrayList<>();

  private Link link = Link.AWAY;
  private String uid = "";
  private Authority obeyed = Authority.NONE;
  private boolean observing;
  private boolean approvedNow;
  private final Relists relists = new Relists();
  private boolean claimUnderWay;
  private Instant claimNext = Instant.MIN;
  private long lastId;

  public AgentCore(AgentConfig config) {
    this.config = config;
    this.observing = config.observing();
    config.observed().forEach(kind -> reports.put(kind, new Report(kind)));
  }

  /** What is to be done about an event. */
  public List<AgentEffect> on(AgentEvent event, Instant now) {
    effects.clear();
    switch (event) {
      case AgentEvent.Started _ -> start();
      case AgentEvent.ClusterIs is -> uid = is.uid();
      case AgentEvent.Observed observed -> observe(observed.observation(), now);
      case AgentEvent.Written written -> written(written.id(), written.result(), now);
      case AgentEvent.Connected _ -> link = Link.OPEN;
      case AgentEvent.Disconnected _ -> link = Link.AWAY;
      case AgentEvent.Told told -> told(told.message(), now);
      case AgentEvent.Woken _ -> {}
    }
    greet();
    work(now);
    relists.take(now).forEach(kind -> effects.add(new AgentEffect.Observe(kind)));
    report();
    wake(now);
    return List.copyOf(effects);
  }

  /** Whether it writes nothing until it is approved. */
  public boolean isObserving() {
    return observing;
  }

  /** The highest authority that it has obeyed. */
  public Authority obeyed() {
    return obeyed;
  }

  private void start() {
    effects.add(new AgentEffect.AskClusterUid());
    config.observed().forEach(kind -> effects.add(new AgentEffect.Observe(kind)));
  }

  private void observe(Observation observation, Instant now) {
    Report report = reports.get(observation.kind());
    if (report == null) {
      return;
    }
    if (observation instanceof Observation.Lost loss) {
      lost.put(loss.kind(), loss);
      if (loss.why() != SourceLoss.NOT_SERVED || !config.untranslated().contains(loss.kind())) {
        log("Nothing is known of " + loss.kind() + " now: " + loss.detail());
      }
      if (link == Link.WELCOME) {
        tell(new Up.SourceLost(loss.kind(), loss.why(), loss.detail()));
      }
    } else if (observation instanceof Observation.Listed) {
      lost.remove(observation.kind());
    }
    report.observe(observation).forEach(this::seen);
    if (observation instanceof Observation.Listed || observation instanceof Observation.Lost) {
      relists.forget(observation.kind());
    }
    if (observation instanceof Observation.Listed && report.isInDoubt()) {
      relists.want(observation.kind(), now);
    }
  }

  private void seen(ObjectRef ref) {
    orders.seen(ref);
    statuses.seen(ref, stored(ref));
    if (ref.equals(config.claim())) {
      claimSeen();
    }
  }

  private void claimSeen() {
    Claim claim = Claim.of(stored(config.claim()));
    if (claim.authority().compareTo(obeyed) > 0) {
      obeyed = claim.authority();
    }
    if (claim.approved()) {
      observing = false;
    }
    boolean another = !claim.process().isEmpty() && !claim.process().equals(config.process());
    if (another && link != Link.WELCOME) {
      orders.drop();
      statuses.drop();
    }
  }

  private void told(Down message, Instant now) {
    switch (message) {
      case Down.Welcome welcome -> welcome(welcome);
      case Down.Desired desired -> {
        if (obeys(desired.authority())) {
          orders.take(desired);
        }
      }
      case Down.Preview preview -> previews.take(preview);
      case Down.SetStatus status -> {
        if (obeys(status.authority())) {
          statuses.want(status.statuses(), now);
        }
      }
      case Down.Approve approve -> {
        if (obeys(approve.authority())) {
          observing = false;
          approvedNow = config.observing();
          previews.clear();
          log("Approved: this agent writes from now on.");
        }
      }
      case Down.Resend resend -> {
        Report report = reports.get(resend.kind());
        if (report != null) {
          report.resend();
        }
      }
      case Down.Refuse refuse -> hangup("The server refuses this agent: " + refuse.reason());
    }
  }

  private void welcome(Down.Welcome welcome) {
    if (link != Link.GREETED || !obeys(welcome.authority())) {
      return;
    }
    link = Link.WELCOME;
    orders.drop();
    statuses.drop();
    lost.values().forEach(loss -> tell(new Up.SourceLost(loss.kind(), loss.why(), loss.detail())));
    reports.forEach(
        (kind, report) -> report.resume(welcome.resume().get(kind)).ifPresent(this::tell));
    tell(new Up.Applied(obeyed, List.of(), List.of()));
  }

  /** Whether this authority counts; if so it is the highest from now on. */
  private boolean obeys(Authority authority) {
    if (link == Link.AWAY || link == Link.OPEN) {
      return false;
    }
    if (authority.compareTo(obeyed) < 0) {
      hangup("Orders of authority " + authority + " are not obeyed: " + obeyed + " was obeyed.");
      return false;
    }
    obeyed = authority;
    return true;
  }

  private void hangup(String why) {
    log(why);
    link = Link.AWAY;
    effects.add(new AgentEffect.Hangup(why));
  }

  /** Says hello once it is known which cluster this is, and nothing is under way any more. */
  private void greet() {
    if (link == Link.OPEN
        && !uid.isEmpty()
        && orders.isIdle()
        && !claimUnderWay
        && isLive(config.claim())) {
      link = Link.GREETED;
      tell(new Up.Hello(PROTOCOL, uid, obeyed, observing, config.version(), config.process()));
    }
  }

  private void work(Instant now) {
    if (observing) {
      previews.lines(ref -> Optional.ofNullable(reports.get(ref.kind()))).forEach(this::log);
      return;
    }
    if (link == Link.OPEN || link == Link.GREETED) {
      return; // what is under way must end before the server hears what is there
    }
    orders.awake(now);
    if ((orders.hasWork() || isApprovalToBeKept()) && !claimed(now)) {
      return;
    }
    orders
        .due(ref -> Optional.ofNullable(reports.get(ref.kind())), now, () -> ++lastId)
        .forEach(this::send);
    for (Write write : statuses.due(this::stored, now)) {
      send(++lastId, write);
    }
  }

  /** The approval is kept in the cluster, so that it holds after a restart. */
  private boolean isApprovalToBeKept() {
    return approvedNow && !Claim.of(stored(config.claim())).approved();
  }

  /** Whether this process may write on this epoch's word; asks for it if not. */
  private boolean claimed(Instant now) {
    StoredObject map = stored(config.claim());
    Claim claim = Claim.of(map);
    if (claim.process().equals(config.process())
        && claim.authority().epoch() == obeyed.epoch()
        && !isApprovalToBeKept()) {
      return true;
    }
    if (!claimUnderWay && isLive(config.claim()) && !now.isBefore(claimNext)) {
      claimUnderWay = true;
      Claim mine = new Claim(obeyed, config.process(), config.observing());
      send(++lastId, mine.over(config.claim(), map));
    }
    return false;
  }

  private void send(long id, Write write) {
    sent.put(id, write);
    effects.add(new AgentEffect.Send(id, write));
  }

  private void written(long id, WriteResult result, Instant now) {
    Write write = sent.remove(id);
    if (write == null) {
      return;
    }
    if (result instanceof WriteResult.Stored stored) {
      Report report = reports.get(write.ref().kind());
      if (report != null && report.written(stored.object())) {
        seen(write.ref());
      }
    }
    if (result instanceof WriteResult.AlreadyExists && isMissed(write.ref())) {
      relists.want(write.ref().kind(), now);
    }
    if (write.ref().equals(config.claim())) {
      claimUnderWay = false;
      if (!(result instanceof WriteResult.Stored)) {
        claimNext = now.plusSeconds(1);
      }
    } else if (write instanceof Write.ApplyStatus status) {
      if (!(result instanceof WriteResult.Stored)) {
        statuses.failed(status);
      }
    } else if (!write.ref().kind().equals(ObjectKind.EVENT)) { // those are told or not
      orders.answered(write, result, now);
    }
  }

  /** Whether the API server has this object, and the list of its kind lacked it. */
  private boolean isMissed(ObjectRef ref) {
    return isLive(ref) && stored(ref) == null;
  }

  /** News of all kinds, and what became of orders. What is settled was told to be there before. */
  private void report() {
    if (link != Link.WELCOME) {
      return;
    }
    reports.values().forEach(report -> report.next().ifPresent(this::tell));
    List<ObjectRef> settled = orders.takeSettled();
    List<Refusal> refusals = orders.takeRefusals();
    if (!settled.isEmpty() || !refusals.isEmpty()) {
      tell(new Up.Applied(obeyed, settled, refusals));
    }
  }

  private void wake(Instant now) {
    Stream.of(
            orders.next(now),
            statuses.next(),
            relists.next(),
            orders.hasWork() || isApprovalToBeKept()
                ? Optional.of(claimNext)
                : Optional.<Instant>empty())
        .flatMap(Optional::stream)
        .filter(now::isBefore)
        .min(Instant::compareTo)
        .ifPresent(time -> effects.add(new AgentEffect.WakeAt(time)));
  }

  private boolean isLive(ObjectRef ref) {
    return isLive(ref.kind());
  }

  private boolean isLive(ObjectKind kind) {
    Report report = reports.get(kind);
    return report != null && report.isLive();
  }

  private @Nullable StoredObject stored(ObjectRef ref) {
    Report report = reports.get(ref.kind());
    return report == null ? null : report.stored(ref);
  }

  private void tell(Up message) {
    effects.add(new AgentEffect.Tell(message));
  }

  private void log(String line) {
    effects.add(new AgentEffect.Log(line));
  }

  /** The kinds of which nothing is known now, though translation reads them. */
  public Set<ObjectKind> unknown() {
    return Set.copyOf(config.kinds().stream().filter(kind -> !isLive(kind)).toList());
  }
}
