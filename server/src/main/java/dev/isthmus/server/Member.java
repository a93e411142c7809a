package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One cluster: what is known of it, and where its agent's connection stands. */
final class Member {
  static final long NO_CONNECTION = -1;

  final String name;

  /** The kinds that translation reads: it is known once each of them was heard. */
  final Map<ObjectKind, Source> sources = new TreeMap<>();

  /** The same, and kinds whose objects are only told that they have no effect. */
  final Map<ObjectKind, Source> reported = new TreeMap<>();

  /** Orders that may be carried out yet, with the authority of the newest of each object. */
  final Map<IstioKey, Authority> orders = new HashMap<>();

  /** Orders that were refused, as they were sent; until what is there or wanted changes. */
  final Map<IstioKey, Wait.Refused> refused = new HashMap<>();

  /** Generated objects whose names others have. */
  final Set<IstioKey> foreign = new HashSet<>();

  /** How many objects of ours are there. */
  int objects;

  long connection = NO_CONNECTION;
  String process = "";

  /** The uid of the cluster that is trusted; empty: none was heard. */
  String uid = "";

  /** The uid that the agent gives; another than the trusted one is a rebuilt cluster. */
  String givenUid = "";

  boolean observing;

  /** The version of the agent's program; empty: not heard by this server. */
  String version = "";

  /** The end of the certificate with which the agent was last connected. */
  Optional<Instant> certifiedUntil = Optional.empty();

  /** What an agent that observes only was shown: the form that is wanted; empty: none. */
  Map<IstioKey, Optional<IstioObject>> previewed = Map.of();

  /** Whether the agent has said that it carries out no former orders. */
  boolean synced;

  /**
   * When it was so first with this server. Until then, another leader may have changed what is
   * there; empty: it never was.
   */
  Optional<Instant> firstSynced = Optional.empty();

  /** Whether this server has made all of ours that is there. */
  boolean madeAll;

  /** Whether this connection was told the status of all objects of users. */
  boolean told;

  /** Whether an agent of Gloo Mesh writes there, as its objects were last told. */
  boolean shared;

  Member(String name, List<ObjectKind> kinds, List<ObjectKind> untranslated) {
    this.name = name;
    kinds.forEach(kind -> sources.put(kind, new Source()));
    reported.putAll(sources);
    untranslated.forEach(kind -> reported.put(kind, new Source()));
  }

  boolean isConnected() {
    return connection != NO_CONNECTION;
  }

  boolean isRebuilt() {
    return !uid.isEmpty() && !givenUid.isEmpty() && !uid.equals(givenUid);
  }

  boolean isHeard() {
    return sources.values().stream().noneMatch(s -> s.knowledge() == Source.Knowledge.NEVER_HEARD);
  }

  /** Whether anything was ever heard of it. */
  boolean isKnown() {
    return !uid.isEmpty();
  }

  /** Whether a list lacked what may come back. */
  boolean hasDoubts() {
    return sources.values().stream().anyMatch(Source::hasDoubts);
  }

  boolean isLive() {
    for (Source source : sources.values()) {
      if (source.knowledge() != Source.Knowledge.LIVE) {
        return false;
      }
    }
    return true;
  }

  /** Whether all that is there is known: its agent has told what happened while it was away. */
  boolean isUpToDate() {
    return isConnected() && synced && isLive();
  }

  /** Whether orders may be sent: its agent writes, and all that is there is known. */
  boolean isWritable() {
    return isUpToDate() && !observing && !isRebuilt();
  }

  /** Whether its agent observes only, and all that is there is known. */
  boolean isShown() {
    return isUpToDate() && observing && !isRebuilt();
  }

  /** The source of a kind; null: none that is known, or the agent has not said who it is. */
  @Nullable Source source(ObjectKind kind) {
    return process.isEmpty() ? null : reported.get(kind);
  }

  /**
   * Until when its proxies may not have what another leader has changed there; empty: its agent was
   * never in sync with this server.
   */
  Optional<Instant> settles() {
    return firstSynced.map(time -> madeAll ? time : time.plus(Settling.LOSS));
  }

  void greeted(Up.Hello hello) {
    process = hello.epoch();
    givenUid = hello.clusterUid();
    observing = hello.observing();
    version = hello.agentVersion();
    previewed = Map.of();
    if (uid.isEmpty()) {
      uid = hello.clusterUid();
    }
  }

  /** What a next server is to know of it. */
  Memory.Cluster memory() {
    SortedMap<ObjectKind, Memory.Known> kinds = new TreeMap<>();
    sources.forEach((kind, source) -> {
      if (source.knowledge() != Source.Knowledge.NEVER_HEARD) {
        kinds.put(kind, new Memory.Known(source.highest(), source.objects()));
      }
    });
    return new Memory.Cluster(uid, kinds);
  }

  /** What exactly of it is doubted: another text once it is something else. */
  String doubtText() {
    StringBuilder text = new StringBuilder(givenUid).append(' ').append(observing);
    sources.values().forEach(source -> text.append(source.doubts()));
    return text.toString();
  }

  void disconnect() {
    connection = NO_CONNECTION;
    synced = false;
    told = false;
    reported.values().forEach(Source::lost);
  }
}
