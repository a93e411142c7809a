package dev.isthmus.server;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.UnsupportedResource;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.server.status.ClusterState;
import dev.isthmus.server.status.StatusBoard;
import dev.isthmus.server.status.UserObject;
import dev.isthmus.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells agents the status of users' objects: what changed, and all to an agent that is new. */
final class Statuses {
  private final Members members;
  private final Rollout rollout;
  private final Effects effects;
  private final StatusBoard board;

  Statuses(String management, Members members, Rollout rollout, Effects effects) {
    this.members = members;
    this.rollout = rollout;
    this.effects = effects;
    this.board = new StatusBoard(management);
  }

  /** A user's object, and what was made of it: what cannot be read keeps its last good form. */
  void seen(ObservedObject object, ReadResult read) {
    long generation = object.json().path("metadata").path("generation").asLong();
    UserObject former = board.object(object.ref());
    long translated =
        read.resource()
            .map(resource -> resource instanceof UnsupportedResource ? 0 : generation)
            .orElse(former == null ? 0 : former.translated());
    board.seen(new UserObject(object.ref(), object.uid(), generation, translated, read.findings()));
  }

  void gone(ObjectRef ref) {
    board.gone(ref);
  }

  /** Translation has made a step. */
  void translated(Translation step) {
    board.translated(step);
  }

  /** Tells what is new, once it is decided what is written now. */
  void tell(
      Rollout.Plan plan, Translation translation, Set<String> foreignAgents, Authority authority) {
    board.rolled(
        plan, translation, rollout::there, states(foreignAgents), members.freeze().neverHeard());
    Map<String, List<Down.ObjectStatus>> changed = new TreeMap<>();
    for (Down.ObjectStatus status : board.take(translation)) {
      changed.computeIfAbsent(status.ref().key().cluster(), _ -> new ArrayList<>()).add(status);
    }
    for (Member member : members.all()) {
      if (member.shared != foreignAgents.contains(member.name)) {
        member.shared = !member.shared;
        member.told = false;
      }
      if (member.synced) {
        List<Down.ObjectStatus> news =
            told(
                member,
                member.told
                    ? changed.getOrDefault(member.name, List.of())
                    : board.all(member.name));
        member.told = true;
        if (!news.isEmpty()) {
          effects.tell(member, new Down.SetStatus(authority, news));
        }
      }
    }
  }

  /** Where Gloo Mesh runs it may well translate what we do not: nothing is said about that. */
  private static List<Down.ObjectStatus> told(Member member, List<Down.ObjectStatus> news) {
    return member.shared
        ? news.stream().filter(s -> member.sources.containsKey(s.ref().kind())).toList()
        : news;
  }

  private SortedMap<String, ClusterState> states(Set<String> foreignAgents) {
    SortedMap<String, ClusterState> states = new TreeMap<>();
    for (Member member : members.all()) {
      states.put(
          member.name, state(member, foreignAgents.contains(member.name)).with(agent(member)));
    }
    return states;
  }

  private static ClusterState.Agent agent(Member member) {
    String mode = !member.synced ? "" : member.observing ? "observes" : "writes";
    return new ClusterState.Agent(mode, member.version, member.certifiedUntil);
  }

  private static ClusterState state(Member member, boolean foreignAgent) {
    if (!member.synced) {
      return member.isKnown()
          ? new ClusterState(
              false,
              "NotConnected",
              "Its agent is not connected: what is there stays as it was. Look at the agent's log.")
          : ClusterState.NEVER_CONNECTED;
    }
    if (foreignAgent) {
      return new ClusterState(
          true,
          "ForeignAgent",
          "An agent of Gloo Mesh runs there, so nothing is written. Remove it, then: isthmus adopt.");
    }
    if (member.isRebuilt()) {
      return new ClusterState(
          true,
          "Rebuilt",
          "The cluster has another uid: it was rebuilt. Nothing is written until: isthmus approve"
              + " --cluster "
              + member.name);
    }
    if (member.hasDoubts()) {
      return new ClusterState(
          true,
          "RolledBack",
          "The cluster was rolled back: what is missing there still counts until: isthmus approve"
              + " --cluster "
              + member.name);
    }
    return member.observing
        ? new ClusterState(
            true,
            "ObservesOnly",
            "Its agent only observes, and writes after: isthmus approve --cluster " + member.name)
        : new ClusterState(true, "AgentConnected", "Its agent observes and writes.");
  }
}
