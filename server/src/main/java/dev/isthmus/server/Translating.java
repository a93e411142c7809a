package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.server.key.Keys;
import dev.isthmus.server.ledger.LedgerRecord;
import dev.isthmus.server.ledger.LedgerTranslator;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates what is known, with what was decided before; tells all who must know what came out.
 */
final class Translating {
  private final String management;
  private final Members members;
  private final Leadership leadership;
  private final Rollout rollout;
  private final Losses losses;
  private final Statuses statuses;
  private final LedgerTranslator translator;

  /** Clusters in which an agent of Gloo Mesh writes, as translation found. */
  private final Set<ObjectRef> foreignAgents = new TreeSet<>();

  private boolean explained;
  private Instant now = Instant.EPOCH;

  Translating(
      ServerConfig config,
      LedgerRecord former,
      Members members,
      Leadership leadership,
      Rollout rollout,
      Losses losses,
      Statuses statuses) {
    this.management = config.management();
    this.members = members;
    this.leadership = leadership;
    this.rollout = rollout;
    this.losses = losses;
    this.statuses = statuses;
    this.translator =
        new LedgerTranslator(
            config.claimGrace(), management, former, this::there, this::translated);
  }

  /** The time of what happens from now on. */
  void at(Instant time) {
    now = time;
  }

  Translation current() {
    return translator.current();
  }

  /** Clusters in which an agent of Gloo Mesh writes. */
  Set<String> foreignAgents() {
    return foreignAgents.stream().map(cluster -> cluster.key().name()).collect(Collectors.toSet());
  }

  private @Nullable ServiceEntry there(OutputKey key) {
    IstioObject object = rollout.there(Keys.of(key));
    return object != null && object.spec() instanceof ServiceEntry entry ? entry : null;
  }

  /** An object of ours was seen in a cluster; it counts with the next changes. */
  void seen(IstioKey key) {
    if (key.kind() == IstioKind.SERVICE_ENTRY) {
      translator.seen(Keys.of(key));
    }
  }

  /**
   * Takes in changes.
   *
   * @param seen whether what goes was seen to go
   */
  void apply(List<Change> changes, boolean seen) {
    explained = seen;
    translator.apply(changes, !leadership.isRestored(), now);
  }

  /** Forgets what has ended. Says when to ask again; empty: when something happens. */
  Optional<Instant> pass() {
    explained = true;
    if (!translator.isOpen() && members.freeze().neverHeard().isEmpty()) {
      translator.open(now);
    }
    if (leadership.isRestored()) {
      translator.distrust(now);
    }
    return translator.end(now, this::unheard);
  }

  /** Of a cluster that was given up nothing comes any more. */
  private Set<String> unheard() {
    Set<String> names = members.registered();
    names.add(management);
    names.removeIf(name -> members.member(name).isUpToDate());
    return names;
  }

  private void translated(Translation step) {
    statuses.translated(step);
    step.retold().forEach(object -> retold(object, step));
    Wishes wishes = new Wishes(management);
    for (OutputChange change : step.changes()) {
      IstioKey key = Keys.of(change.key());
      rollout.desired(key, change.after() == null ? null : wishes.of(change.after()));
      losses.wanted(key, explained);
      members.changed(key);
    }
  }

  private void retold(ObjectRef object, Translation step) {
    if (object.kind().equals(ObjectKind.KUBERNETES_CLUSTER)) {
      foreignAgents.remove(object);
      if (step.findings(object).stream().anyMatch(f -> f.reason() == Reason.FOREIGN_AGENT)) {
        foreignAgents.add(object);
      }
    }
  }

  /** What the next server is to know. */
  LedgerRecord record() {
    return translator.record(now);
  }
}
