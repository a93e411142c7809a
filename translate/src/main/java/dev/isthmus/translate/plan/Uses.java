package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Table;
import java.util.List;

/**
 * Which hosts of services RouteTables route to, and from where: filled by the rules of RouteTables.
 */
public final class Uses {

  public final Table<UseKey, Use> table;

  public final Index<ObjectKey, UseKey, Use> byService;

  public Uses(GraphBuilder graph) {
    table = graph.table("uses");
    byService = graph.index("uses by service", table, (key, use) -> List.of(key.service()));
  }
}
