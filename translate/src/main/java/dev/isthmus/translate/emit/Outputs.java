package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Source;
import dev.isthmus.engine.Table;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.plan.ForeignNames;
import java.util.SortedMap;

/** The Istio objects that all rules make, each under a name that no object of others has. */
public final class Outputs {

  public final Table<OutputKey, Output> table;

  private final ForeignNames names;

  public Outputs(GraphBuilder graph, ForeignNames names) {
    this.names = names;
    table = graph.<OutputKey, Output>table("outputs").published();
  }

  /** What rules that emit objects must declare to use; they emit findings too. */
  public Source[] sources() {
    return names.sources();
  }

  /** Where a run of a rule emits objects. */
  public Sink sink(In in, Out out) {
    return new Sink(in, out);
  }

  /** Emits objects while a rule runs. */
  public final class Sink {
    private final In in;
    private final Out out;

    private Sink(In in, Out out) {
      this.in = in;
      this.out = out;
    }

    /** Emits an object. */
    public void put(
        String cluster,
        String namespace,
        String name,
        ObjectRef parent,
        IstioSpec spec,
        Provenance provenance) {
      put(cluster, namespace, name, parent, spec, Labels.EMPTY, provenance);
    }

    /** Emits an object with annotations. */
    public void put(
        String cluster,
        String namespace,
        String name,
        ObjectRef parent,
        IstioSpec spec,
        SortedMap<String, String> annotations,
        Provenance provenance) {
      OutputKey wanted = new OutputKey(cluster, namespace, spec.kind(), name);
      String free = names.free(wanted, in, out);
      OutputKey key =
          free.equals(name) ? wanted : new OutputKey(cluster, namespace, spec.kind(), free);
      out.put(table, key, new Output(key, parent, spec, annotations, provenance));
    }
  }
}
