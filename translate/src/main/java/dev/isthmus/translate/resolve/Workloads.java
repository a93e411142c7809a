package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The classes of workloads, found by their labels. */
public final class Workloads {

  /** A label of workloads in a namespace. */
  record Term(String cluster, String namespace, String key, String value)
      implements Comparable<Term> {
    @Override
    public int compareTo(Term other) {
      int order = cluster.compareTo(other.cluster);
      if (order == 0) {
        order = namespace.compareTo(other.namespace);
      }
      if (order == 0) {
        order = key.compareTo(other.key);
      }
      return order == 0 ? value.compareTo(other.value) : order;
    }
  }

  /**
   * Whether a class runs, or will as soon as its pods are made; false when it is scaled to zero.
   */
  private final Table<WorkloadClass, Boolean> classes;

  /** For the {@code uses} of rules that call {@link #behind}. */
  final Index<Term, WorkloadClass, Boolean> byTerm;

  public Workloads(GraphBuilder graph, Inputs inputs) {
    classes = graph.table("workload classes", (a, b) -> a || b);
    byTerm = graph.index("workload classes by label", classes, (key, runs) -> terms(key));
    graph
        .rule("pods that are alike are one class")
        .from(inputs.pods)
        .emits(classes)
        .each((key, pod, in, out) -> {
          if (!pod.ended()) {
            out.put(classes, WorkloadClass.of(pod), true);
          }
        });
    graph
        .rule("the template of a Deployment makes a class before its pods do")
        .from(inputs.workloads)
        .emits(classes)
        .each((key, workload, in, out) ->
            out.put(classes, WorkloadClass.of(workload), workload.replicas() > 0));
  }

  private static List<Term> terms(WorkloadClass workload) {
    List<Term> terms = new ArrayList<>(workload.labels().size());
    for (Map.Entry<String, String> label : workload.labels().entrySet()) {
      terms.add(
          new Term(workload.cluster(), workload.namespace(), label.getKey(), label.getValue()));
    }
    return terms;
  }

  /**
   * The classes that a selector selects in a namespace, with whether they run; none without a
   * selector.
   */
  List<Entry<WorkloadClass, Boolean>> behind(
      String cluster, String namespace, Labels selector, In in) {
    if (selector.isEmpty()) {
      return List.of();
    }
    String key = selector.firstKey();
    String value = selector.getOrDefault(key, "");
    List<Entry<WorkloadClass, Boolean>> selected = new ArrayList<>();
    for (Entry<WorkloadClass, Boolean> entry :
        in.get(byTerm, new Term(cluster, namespace, key, value))) {
      if (selector.selects(entry.key().labels())) {
        selected.add(entry);
      }
    }
    return selected;
  }
}
