package dev.isthmus.agent;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What an agent that observes only would write: each change is said once. */
final class Previews {
  private final SortedMap<ObjectRef, Order> waiting = new TreeMap<>();

  /** The hash of what was said of an object; empty: that it would go. */
  private final Map<ObjectRef, String> said = new HashMap<>();

  void take(Down.Preview preview) {
    preview.puts().forEach(put -> waiting.put(put.ref(), new Order(put.ref(), put.proof(), put)));
    preview
        .deletes()
        .forEach(gone -> waiting.put(gone.ref(), new Order(gone.ref(), gone.proof(), null)));
  }

  void clear() {
    waiting.clear();
  }

  /** Lines about what can be judged by now. */
  List<String> lines(Function<ObjectRef, Optional<Report>> reports) {
    List<String> lines = new ArrayList<>();
    for (Iterator<Order> orders = waiting.values().iterator(); orders.hasNext(); ) {
      Order order = orders.next();
      Optional<Report> report = reports.apply(order.ref).filter(Report::isLive);
      if (report.isPresent()) {
        orders.remove();
        line(order, Verdict.of(order, report.get().stored(order.ref), null)).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private Optional<String> line(Order order, Verdict verdict) {
    DesiredObject desired = order.desired;
    String form = desired == null ? "" : desired.hash();
    if (verdict instanceof Verdict.Right) {
      said.remove(order.ref);
      return Optional.empty();
    }
    return form.equals(said.put(order.ref, form))
        ? Optional.empty()
        : Optional.of(sentence(verdict, order.ref));
  }

  private static String sentence(Verdict verdict, ObjectRef ref) {
    String namespace = ref.key().namespace();
    String name = ref.key().name();
    String object = ref.kind().kind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    return switch (verdict) {
      case Verdict.Right _ -> object + " is right";
      case Verdict.Going _ -> "would wait until " + object + " is gone";
      case Verdict.Foreign _ -> "would leave " + object + " alone: it is not ours";
      case Verdict.Needs needs ->
          switch (needs.write()) {
            case Write.Create _ -> "would create " + object;
            case Write.Replace _ -> "would change " + object;
            case Write.Delete _ -> "would delete " + object;
            case Write.ApplyStatus _ -> "would tell the status of " + object;
          };
    };
  }
}
