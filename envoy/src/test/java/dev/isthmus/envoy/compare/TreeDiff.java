package dev.isthmus.envoy.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where two trees differ. */
final class TreeDiff {
  /**
   * One place that differs.
   *
   * @param path the fields down to it; items of lists are {@code []}
   * @param ours what we have; {@code -}: nothing
   * @param istiods what istiod has; {@code -}: nothing
   */
  record Place(String path, String ours, String istiods) {}

  private TreeDiff() {}

  static List<Place> of(JsonNode ours, JsonNode istiods) {
    List<Place> result = new ArrayList<>();
    compare("", ours, istiods, result);
    return result;
  }

  private static void compare(String path, JsonNode ours, JsonNode istiods, List<Place> result) {
    if (ours.equals(istiods)) {
      return;
    }
    if (ours.isObject() && istiods.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      ours.fieldNames().forEachRemaining(names::add);
      istiods.fieldNames().forEachRemaining(names::add);
      String prefix = path.isEmpty() ? "" : path + ".";
      names.forEach(name -> compare(prefix + name, ours.path(name), istiods.path(name), result));
    } else if (ours.isArray() && istiods.isArray() && ours.size() == istiods.size()) {
      for (int i = 0; i < ours.size(); i++) {
        compare(path + "[]", ours.get(i), istiods.get(i), result);
      }
    } else {
      result.add(new Place(path, text(ours), text(istiods)));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "-" : node.toString();
  }
}
