package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.core.ForeignIstio;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.SmallTable;
import dev.isthmus.engine.Source;
import dev.isthmus.engine.Table;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.Names;
import dev.isthmus.translate.resolve.Inputs;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.resolve.One;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that Istio objects of others have. An object of ours never takes one: it would
 * overwrite theirs; and is not left out, for routes may need it: it gets another name
 * (docs/translation.md#names).
 */
public final class ForeignNames {

  /** Clusters with objects of others: mostly none, and then nobody looks further. */
  private final SmallTable<String, One> clusters;

  private final Index<NamespaceId, OutputKey, ObjectRef> byNamespace;
  private final Findings findings;

  public ForeignNames(GraphBuilder graph, Inputs inputs, Findings findings) {
    this.findings = findings;
    clusters = graph.<String, One>table("clusters with objects of others", Merge.first()).small();
    Table<OutputKey, ObjectRef> names = graph.table("names that others have", Merge.first());
    byNamespace =
        graph.index(
            "names that others have by namespace",
            names,
            (key, object) -> List.of(new NamespaceId(key.cluster(), key.namespace())));
    graph
        .rule("an Istio object of others has its name")
        .from(inputs.istio)
        .emits(clusters, names)
        .each((ref, object, in, out) -> {
          IstioKind kind = kind(object);
          if (kind != null && isForeign(object)) {
            out.put(clusters, object.cluster(), One.ONE);
            out.put(
                names,
                new OutputKey(object.cluster(), object.namespace(), kind, object.name()),
                object.ref());
          }
        });
  }

  /** Whether an object is another's, as far as labels tell. */
  public static boolean isForeign(ForeignIstio object) {
    return !object.labels().containsKey(OutputJson.OURS);
  }

  /** The kind of an Istio object; null for one that we do not know. */
  public static @Nullable IstioKind kind(ForeignIstio object) {
    return IstioKind.of(object.kind().group() + "/" + object.kind().version(), object.kind().kind())
        .orElse(null);
  }

  /** What rules that ask here must declare to use; they emit findings. */
  public Source[] sources() {
    return new Source[] {clusters, byNamespace};
  }

  /** The name for an object of ours: the wanted one, or another if an object of others has it. */
  public String free(OutputKey wanted, In in, Out out) {
    if (in.all(clusters, Entries::isEmpty)) {
      return wanted.name();
    }
    Entries<OutputKey, ObjectRef> others =
        in.get(byNamespace, new NamespaceId(wanted.cluster(), wanted.namespace()));
    ObjectRef taker = others.get(wanted);
    OutputKey key = wanted;
    for (int attempt = 1; others.containsKey(key); attempt++) {
      key =
          new OutputKey(
              wanted.cluster(),
              wanted.namespace(),
              wanted.kind(),
              Names.ofYounger(wanted.name(), "taken " + attempt));
    }
    if (taker != null) {
      findings.put(out, taken(taker, key));
    }
    return key.name();
  }

  private static Finding taken(ObjectRef object, OutputKey ours) {
    return new Finding(
        Reason.NAME_TAKEN,
        object,
        "",
        "This object is not ours, and has the name of one that is generated.",
        "It stays as it is; the generated one is called "
            + ours.name()
            + ", and is there beside it.",
        "Rename or delete this object if it is a leftover; then the generated one gets its own name.");
  }
}
