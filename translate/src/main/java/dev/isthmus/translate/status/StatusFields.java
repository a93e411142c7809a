package dev.isthmus.translate.status;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.resolve.One;
import java.util.List;

/**
 * The fields of status that translation knows (API reference, 3). What several rules see once each
 * is put as items, and counted here; a field without items is not there, which is 0.
 */
public final class StatusFields {

  /** All fields. */
  public final Table<StatusKey, StatusValue> table;

  /** What is counted. */
  private final Table<Item, One> items;

  public StatusFields(GraphBuilder graph) {
    table = graph.<StatusKey, StatusValue>table("status fields", Merge.first()).published();
    items = graph.table("status items", Merge.first());
    Index<StatusKey, Item, One> byField =
        graph.index("status items by field", items, (item, one) -> List.of(item.at()));
    graph
        .rule("status: how many of what")
        .from(byField)
        .emits(table)
        .each((key, all, in, out) -> out.put(table, key, new StatusValue.Count(all.size())));
  }

  /** What rules that put items must declare to emit. */
  public Table<?, ?> items() {
    return items;
  }

  /** Counts a thing in a field; the same thing counts once, whoever puts it. */
  public void item(Out out, ObjectRef object, String field, String name) {
    out.put(items, new Item(new StatusKey(object, field), name), One.ONE);
  }

  /** Sets a field. */
  public void put(Out out, ObjectRef object, String field, StatusValue value) {
    out.put(table, new StatusKey(object, field), value);
  }
}
