package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The agents' connections: whose each is, and how it begins and ends. */
final class Connections {
  private final Members members;
  private final Leadership leadership;
  private final Effects effects;
  private final Map<Long, Member> open = new HashMap<>();

  Connections(Members members, Leadership leadership, Effects effects) {
    this.members = members;
    this.leadership = leadership;
    this.effects = effects;
  }

  /** The cluster at the other end; null: another connection has replaced this one. */
  @Nullable Member at(long connection) {
    return open.get(connection);
  }

  void connected(ServerEvent.Connected connected) {
    Member member = members.member(connected.cluster());
    if (member.isConnected()) {
      effects.tell(member, new Down.Refuse("Another agent of this cluster has connected."));
      close(member);
    }
    member.connection = connected.connection();
    member.certifiedUntil = connected.certifiedUntil();
    open.put(connected.connection(), member);
  }

  void gone(long connection) {
    Member member = open.remove(connection);
    if (member != null) {
      member.disconnect();
    }
  }

  private void close(Member member) {
    effects.add(new ServerEffect.Close(member.connection));
    gone(member.connection);
  }

  /** An agent has said who it is and what it has obeyed. */
  void hello(Member member, Up.Hello hello) {
    if (!leadership.isLeading()) {
      close(member);
      return;
    }
    if (leadership.isBelow(hello.highest())) {
      // Whoever is below what an agent has obeyed was restored, or its lease was.
      leadership.restored();
      effects.log(
          "An agent of " + member.name + " has obeyed " + hello.highest() + ": above this server.");
      effects.add(new ServerEffect.RaiseEpoch(hello.highest().epoch()));
      close(member);
      return;
    }
    if (leadership.isNotRecorded(hello.highest())) {
      leadership.restored();
      effects.log(
          "This server was restored from a backup: nothing is taken away until it is approved.");
    }
    member.greeted(hello);
    effects.tell(member, new Down.Welcome(leadership.authority(), resumable(member)));
  }

  /** Where each kind's reports can go on; the other kinds need a snapshot. */
  private static SortedMap<ObjectKind, Long> resumable(Member member) {
    SortedMap<ObjectKind, Long> resume = new TreeMap<>();
    member.reported.forEach((kind, source) -> {
      long sequence = source.resumable(member.process);
      if (sequence >= 0) {
        resume.put(kind, sequence);
        source.resumed();
      }
    });
    return resume;
  }
}
