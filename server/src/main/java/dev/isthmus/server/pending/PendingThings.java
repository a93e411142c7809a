package dev.isthmus.server.pending;

import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.pending.PendingThing.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @param desired the form that a generated object is to get; null: it is to go
   * @param doubts by cluster; empty name: this server, and then its doubt is why things are held
   */
  public static List<PendingThing> of(
      Map<IstioKey, Wait> waiting,
      Function<IstioKey, @Nullable IstioObject> desired,
      SortedMap<String, Doubt> doubts) {
    SortedMap<String, List<IstioKey>> groups = new TreeMap<>();
    Map<String, PendingThing> firsts = new TreeMap<>();
    waiting.forEach((key, wait) ->
        about(key, wait, doubts.containsKey(""))
            .ifPresent(thing -> {
              String group = thing.kind() + "\n" + thing.cluster();
              firsts.putIfAbsent(group, thing);
              groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(key);
            }));
    List<PendingThing> things = new ArrayList<>();
    doubts.forEach((cluster, doubt) ->
        things.add(
            new PendingThing(Kind.DOUBTED, cluster, doubt.why(), List.of(), 0, doubt.about())));
    groups.forEach((group, keys) -> {
      PendingThing first = firsts.get(group);
      if (first != null) {
        things.add(whole(first, keys, desired));
      }
    });
    return things;
  }

  private static Optional<PendingThing> about(IstioKey key, Wait wait, boolean restored) {
    return switch (wait) {
      case Wait.Held _ when restored -> Optional.empty();
      case Wait.Held held -> thing(Kind.HELD, key.cluster(), held);
      case Wait.Frozen frozen -> thing(Kind.FROZEN, frozen.cluster(), frozen);
      case Wait.Unreachable away -> thing(Kind.WAITING, away.cluster(), away);
      case Wait.Refused refused -> thing(Kind.WAITING, key.cluster(), refused);
      case Wait.After _, Wait.Sent _, Wait.Settling _ -> Optional.empty();
    };
  }

  private static Optional<PendingThing> thing(Kind kind, String cluster, Wait wait) {
    return Optional.of(new PendingThing(kind, cluster, wait.text(), List.of(), 0, ""));
  }

  private static PendingThing whole(
      PendingThing first, List<IstioKey> keys, Function<IstioKey, @Nullable IstioObject> desired) {
    StringBuilder about = new StringBuilder();
    if (first.isForApproval()) {
      for (IstioKey key : keys) {
        IstioObject form = desired.apply(key);
        about.append(key).append(form == null ? " goes" : " " + Stamp.of(form)).append('\n');
      }
    }
    return new PendingThing(
        first.kind(),
        first.cluster(),
        first.why(),
        keys.stream().map(IstioKey::toString).toList(),
        keys.size(),
        about.toString());
  }
}
