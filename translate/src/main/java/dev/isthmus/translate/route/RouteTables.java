package dev.isthmus.translate.route;

import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import java.util.Collection;

/** What delegation asks of its surroundings. */
@FunctionalInterface
public interface RouteTables {

  /**
   * The tables that a delegating route's selector selects among what the workspace of its table may
   * see, in any order, with or without hosts. The same table applied to several clusters is there
   * once.
   */
  Collection<RouteTable> select(RouteTable parent, ObjectSelector selector);
}
