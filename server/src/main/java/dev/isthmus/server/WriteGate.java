package dev.isthmus.server;

import dev.isthmus.delivery.Facts;
import dev.isthmus.delivery.Freeze;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a write, whatever the order: nobody there to write it, an object that
 * is not ours, a refusal, a cluster that was never heard, the brake.
 *
 * @param registered the clusters that KubernetesCluster objects name
 * @param closed clusters in which an agent of Gloo Mesh writes
 * @param held what the brake holds
 * @param unheard routes that may lead to clusters that were never heard
 * @param restored whether this server was restored from a backup, and nobody has approved it
 * @param now what settles until then has settled
 * @param settled whether all clusters are known, and have settled
 */
record WriteGate(
    Members members,
    Rollout rollout,
    Set<String> registered,
    Set<String> closed,
    Map<IstioKey, Wait.Held> held,
    Freeze freeze,
    UnheardDestinations unheard,
    boolean restored,
    Instant now,
    boolean settled)
    implements Rollout.Gate {

  @Override
  public Optional<Wait> check(ObjectChange goal, ObjectChange step) {
    return notWritable(goal)
        .or(() -> uncertain(step))
        .or(() -> frozen(goal))
        .or(() -> unheard.of(goal))
        .or(() -> narrowing(goal, step));
  }

  /** No KubernetesCluster object names it any more, and no agent of it is connected. */
  @Override
  public boolean isGivenUp(String cluster) {
    Member member = members.find(cluster);
    return !registered.contains(cluster)
        && (member == null || !member.isConnected())
        && members.knowsRegistered();
  }

  private Optional<Wait> notWritable(ObjectChange goal) {
    IstioKey key = goal.key();
    Member member = members.find(key.cluster());
    if (member == null || !member.isWritable() || closed.contains(key.cluster())) {
      return Optional.of(new Wait.Unreachable(key.cluster(), unreachable(member, key.cluster())));
    }
    boolean takesBack = goal.before() == null && goal.after() == null;
    return member.foreign.contains(key) && !takesBack
        ? Optional.of(new Wait.Refused("an object that is not ours has its name."))
        : Optional.ofNullable(member.refused.get(key));
  }

  private String unreachable(@Nullable Member member, String cluster) {
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

  /**
   * What is known of a cluster only from before this server began may have been changed by another
   * leader since: nothing new may rest on it, and nothing that its calls may rest on goes. Neither
   * does it until proxies can be expected to have the last that another leader did.
   */
  private Optional<Wait> uncertain(ObjectChange step) {
    if (settled) {
      return Optional.empty();
    }
    for (String cluster : restsOn(step)) {
      Member member = members.find(cluster);
      Optional<Instant> settles = member == null ? Optional.empty() : member.settles();
      if (settles.isEmpty()) {
        return Optional.of(
            new Wait.Unreachable(cluster, "its agent has not connected since this server began."));
      }
      if (now.isBefore(settles.get())) {
        return Optional.of(new Wait.Settling(cluster));
      }
    }
    return Optional.empty();
  }

  /** The clusters in which earlier steps must be done before this one: as in {@link Rollout}. */
  private Set<String> restsOn(ObjectChange step) {
    Set<String> clusters = new TreeSet<>(rollout.homesOfGains(step));
    IstioKey key = step.key();
    boolean comesLater =
        key.kind() == IstioKind.VIRTUAL_SERVICE || Facts.narrows(step.before(), step.after());
    if (comesLater && members.member(key.cluster()).objects > 0) {
      clusters.add(key.cluster());
    }
    if (rollout.narrowsDestination(step)) {
      clusters.addAll(registered);
    }
    clusters.removeIf(this::isGivenUp);
    return clusters;
  }

  private Optional<Wait> frozen(ObjectChange goal) {
    return freeze.of(goal.before(), goal.after()).map(Wait.class::cast);
  }

  private Optional<Wait> narrowing(ObjectChange goal, ObjectChange step) {
    Wait.Held why =
        restored
            ? new Wait.Held("this server was restored from a backup; see isthmus approve.", null)
            : held.get(goal.key());
    return why != null && Facts.narrows(goal.before(), step.after())
        ? Optional.of(why)
        : Optional.empty();
  }
}
