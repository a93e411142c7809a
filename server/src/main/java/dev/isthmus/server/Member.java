package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Authority;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Wait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One cluster: what is known of it, and where its agent's connection stands. */
final class Member {
  static final long NO_CONNECTION = -1;

  final String name;
  final Map<ObjectKind, Source> sources = new TreeMap<>();

  /** Orders that may be carried out yet, with the authority of the newest of each object. */
  final Map<IstioKey, Authority> orders = new HashMap<>();

  /** Orders that were refused, as they were sent; until what is there or wanted changes. */
  final Map<IstioKey, Wait.Refused> refused = new HashMap<>();

  /** Generated objects whose names others have. */
  final Map<IstioKey, Boolean> foreign = new HashMap<>();

  long connection = NO_CONNECTION;
  String process = "";

  /** The uid of the cluster that is trusted; empty: none was heard. */
  String uid = "";

  /** The uid that the agent gives; another than the trusted one is a rebuilt cluster. */
  String givenUid = "";

  boolean observing;

  /** Whether the agent has said that it carries out no former orders. */
  boolean synced;

  /**
   * Whether it was so once with this server. Before, another leader may have changed what is there.
   */
  boolean everSynced;

  Member(String name, List<ObjectKind> kinds) {
    this.name = name;
    kinds.forEach(kind -> sources.put(kind, new Source()));
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

  boolean isLive() {
    return sources.values().stream().allMatch(s -> s.knowledge() == Source.Knowledge.LIVE);
  }

  void disconnect() {
    connection = NO_CONNECTION;
    synced = false;
    sources.values().forEach(Source::lost);
  }
}
