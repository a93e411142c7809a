package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Provenance;
import java.util.SortedMap;

/** The Istio objects that all rules make. */
public final class Outputs {

  public final Table<OutputKey, Output> table;

  /** The outputs whose names objects of others have, with those objects: they are not written. */
  public final Table<OutputKey, ObjectRef> taken;

  public Outputs(GraphBuilder graph) {
    table = graph.<OutputKey, Output>table("outputs").published();
    taken = graph.<OutputKey, ObjectRef>table("names that others have").published();
  }

  /** Emits an object. */
  public void put(
      Out out,
      String cluster,
      String namespace,
      String name,
      ObjectRef parent,
      IstioSpec spec,
      Provenance provenance) {
    put(out, cluster, namespace, name, parent, spec, Labels.EMPTY, provenance);
  }

  /** Emits an object with annotations. */
  public void put(
      Out out,
      String cluster,
      String namespace,
      String name,
      ObjectRef parent,
      IstioSpec spec,
      SortedMap<String, String> annotations,
      Provenance provenance) {
    OutputKey key = new OutputKey(cluster, namespace, spec.kind(), name);
    out.put(table, key, new Output(key, parent, spec, annotations, provenance));
  }
}
