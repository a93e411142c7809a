package dev.isthmus.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.testing.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Istio objects of clusters, from YAML, and what an order makes of them. */
final class State {
  private final SortedMap<IstioKey, IstioObject> objects = new TreeMap<>();

  static State empty() {
    return new State();
  }

  /** Adds an object: its name, its kind, and its spec in YAML. */
  State with(String cluster, String namespace, String kind, String name, String spec) {
    ObjectNode object =
        Yaml.documents(
                """
                apiVersion: networking.istio.io/v1beta1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec:
                %s
                """
                    .formatted(kind, name, namespace, spec.indent(2)))
            .getFirst();
    if (!(IstioJson.read(object) instanceof IstioJson.Read(IstioObject read))) {
      throw new AssertionError("not read: " + object);
    }
    objects.put(new IstioKey(cluster, namespace, read.kind(), name), read);
    return this;
  }

  List<Step> to(State after) {
    return DeliveryOrder.of(objects, after.objects);
  }

  SortedMap<IstioKey, IstioObject> objects() {
    return objects;
  }

  /** {@code phase: + Kind name, ~ Kind name, - Kind name}, a line a step. */
  static List<String> lines(List<Step> steps) {
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      List<String> changes = new ArrayList<>();
      for (ObjectChange change : step.changes()) {
        String sign = change.before() == null ? "+ " : change.after() == null ? "- " : "~ ";
        changes.add(sign + change.key().kind().kind() + " " + change.key().name());
      }
      lines.add(step.phase().title() + ": " + String.join(", ", changes));
    }
    return lines;
  }

  /** The spec of the one object while routes switch: all is widened, nothing is narrowed yet. */
  static <S extends IstioSpec> S between(State before, List<Step> steps, Class<S> kind) {
    List<Step> widening =
        steps.stream().filter(step -> step.phase().compareTo(Phase.SWITCH_ROUTES) < 0).toList();
    return kind.cast(applied(before, widening).values().iterator().next().spec());
  }

  /** The state after all steps. */
  static Map<IstioKey, IstioObject> applied(State before, List<Step> steps) {
    Map<IstioKey, IstioObject> state = new TreeMap<>(before.objects);
    for (Step step : steps) {
      for (ObjectChange change : step.changes()) {
        if (change.after() == null) {
          state.remove(change.key());
        } else {
          state.put(change.key(), change.after());
        }
      }
    }
    return state;
  }
}
