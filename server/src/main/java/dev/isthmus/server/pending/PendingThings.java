package dev.isthmus.server.pending;

import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.pending.PendingThing.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts together what waits: one thing for each cluster and reason. */
public final class PendingThings {
  private PendingThings() {}

  /** A cluster, or this server, that is not taken at its word: why, and a text that is its own. */
  public record Doubt(String why, String about) {}

  /**
   * All that waits for a user or for a cluster; what only waits for its turn is not among it.
   *
   * @param waiting what waits, in the order of the keys
   * @param desired the form that a generated object is to get; null: it is to go
   * @param doubts by cluster; empty name: this server, and then its doubt is why things are held
   */
  public static List<PendingThing> of(
      Map<IstioKey, Wait> waiting,
      Function<IstioKey, @Nullable IstioObject> desired,
      SortedMap<String, Doubt> doubts) {
    SortedMap<Group, List<IstioKey>> groups = new TreeMap<>(Group.ORDER);
    waiting.forEach((key, wait) -> {
      Group group = group(key, wait, doubts.containsKey(""));
      if (group != null) {
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(key);
      }
    });
    List<PendingThing> things = new ArrayList<>();
    doubts.forEach((cluster, doubt) ->
        things.add(
            new PendingThing(Kind.DOUBTED, cluster, doubt.why(), List.of(), 0, doubt.about())));
    groups.forEach((group, keys) -> {
      Wait first = Objects.requireNonNull(waiting.get(keys.getFirst()));
      things.add(whole(group, first.text(), keys, desired));
    });
    return things;
  }

  private record Group(Kind kind, String cluster) {
    static final Comparator<Group> ORDER =
        Comparator.comparing((Group group) -> group.kind().name()).thenComparing(Group::cluster);
  }

  private static @Nullable Group group(IstioKey key, Wait wait, boolean restored) {
    return switch (wait) {
      case Wait.Held _ -> restored ? null : new Group(Kind.HELD, key.cluster());
      case Wait.Frozen frozen -> new Group(Kind.FROZEN, frozen.cluster());
      case Wait.Unreachable away -> new Group(Kind.WAITING, away.cluster());
      case Wait.Refused _ -> new Group(Kind.WAITING, key.cluster());
      case Wait.After _, Wait.Sent _, Wait.Settling _ -> null;
    };
  }

  private static PendingThing whole(
      Group group,
      String why,
      List<IstioKey> keys,
      Function<IstioKey, @Nullable IstioObject> desired) {
    StringBuilder about = new StringBuilder();
    if (group.kind() == Kind.HELD) {
      for (IstioKey key : keys) {
        IstioObject form = desired.apply(key);
        about.append(key).append(form == null ? " goes" : " " + Stamp.of(form)).append('\n');
      }
    }
    return new PendingThing(
        group.kind(),
        group.cluster(),
        why,
        keys.stream().limit(PendingThing.FEW).map(IstioKey::toString).toList(),
        keys.size(),
        about.toString());
  }
}
