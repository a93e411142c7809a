package dev.isthmus.translate.status;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Index;
import dev.isthmus.translate.resolve.ConfigObjects;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of equal copies in several clusters counts: told at the others, and at that one. */
public final class Copies {
  /** Of a copy that does not count itself: the one that does. */
  public static final String COPY_OF = "copyOf";

  /** Of one that counts: the clusters that hold others. */
  public static final String COPIES = "copies";

  private final StatusFields fields;

  public Copies(StatusFields fields) {
    this.fields = fields;
  }

  /** Declares the rules for the objects of a kind. */
  public void of(GraphBuilder graph, ObjectKind kind, ConfigObjects<? extends Resource> objects) {
    Index<ObjectKey, ObjectKey, ObjectKey> byCounting =
        graph.index(
            kind.kind() + " copies by the one that counts",
            objects.canonical,
            (copy, counting) -> List.of(counting));
    graph
        .rule("status of a copy: " + kind.kind())
        .from(objects.canonical)
        .emits(fields.table)
        .each((copy, counting, in, out) ->
            fields.put(
                out,
                new ObjectRef(kind, copy),
                COPY_OF,
                new StatusValue.Reference(new ObjectRef(kind, counting))));
    graph
        .rule("status of what has copies: " + kind.kind())
        .from(byCounting)
        .emits(fields.table)
        .each((counting, copies, in, out) -> {
          SortedSet<String> clusters = new TreeSet<>();
          for (Entry<ObjectKey, ObjectKey> copy : copies) {
            clusters.add(copy.key().cluster());
          }
          fields.put(
              out, new ObjectRef(kind, counting), COPIES, new StatusValue.Clusters(clusters));
        });
  }
}
