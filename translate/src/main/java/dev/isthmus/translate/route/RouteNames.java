package dev.isthmus.translate.route;

import dev.isthmus.api.gloo.networking.HttpRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of routes (API reference, 2.5: {@code name}, and Delegation). */
final class RouteNames {
  private static final String INSECURE = "insecure-";

  private RouteNames() {}

  /**
   * The names of a table's routes: {@code insecure-} at the beginning is cut, a repeated name
   * becomes {@code duplicate-<name>-<n>}, a route without a name has its index.
   */
  static List<String> of(List<HttpRoute> routes) {
    var taken = new HashSet<String>();
    var names = new ArrayList<String>(routes.size());
    for (var i = 0; i < routes.size(); i++) {
      var name = given(routes.get(i).name(), i);
      names.add(name);
    }
    taken.addAll(names);
    var seen = new HashMap<String, Integer>();
    for (var i = 0; i < names.size(); i++) {
      var name = names.get(i);
      var before = seen.merge(name, 1, Integer::sum) - 1;
      if (before > 0) {
        var n = before;
        while (!taken.add("duplicate-" + name + "-" + n)) {
          n++;
        }
        names.set(i, "duplicate-" + name + "-" + n);
      }
    }
    return names;
  }

  private static String given(String name, int index) {
    var cut = name.startsWith(INSECURE) ? name.substring(INSECURE.length()) : name;
    return cut.isEmpty() ? Integer.toString(index) : cut;
  }

  /**
   * Names every route {@code <route>-<its table>}. Routes that would share a name (one table under
   * two routes, tables of one name in two namespaces) get the names of the routes that delegate to
   * them too, and then a number.
   */
  static List<FlatRoute> named(List<FlatRoute> routes) {
    var count = new HashMap<String, Integer>();
    routes.forEach(route -> count.merge(route.step().fullName(), 1, Integer::sum));
    var taken = new HashSet<String>();
    var result = new ArrayList<FlatRoute>(routes.size());
    for (var route : routes) {
      var name = route.step().fullName();
      if (count.getOrDefault(name, 0) > 1) {
        name = withParents(route);
      }
      result.add(route.named(unique(name, taken)));
    }
    return result;
  }

  private static String withParents(FlatRoute route) {
    var name = new StringBuilder(route.step().fullName());
    for (var i = route.steps().size() - 2; i >= 0; i--) {
      name.append('-').append(route.steps().get(i).fullName());
    }
    return name.toString();
  }

  private static String unique(String name, Set<String> taken) {
    if (taken.add(name)) {
      return name;
    }
    var n = 2;
    while (!taken.add(name + "-" + n)) {
      n++;
    }
    return name + "-" + n;
  }
}
