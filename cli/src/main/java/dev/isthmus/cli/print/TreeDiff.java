package dev.isthmus.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two trees, field by field. */
public final class TreeDiff {
  /**
   * One field that differs.
   *
   * @param path where, such as {@code spec.endpoints[0].labels.version}
   * @param before its value; null where it was absent
   * @param after its value; null where it is absent now
   */
  public record Field(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    /** {@code endpoints[0].labels.version: + v3}. */
    @Override
    public String toString() {
      if (before == null) {
        return path + ": + " + text(after);
      }
      return after == null
          ? path + ": - " + text(before)
          : path + ": " + text(before) + " -> " + text(after);
    }

    private static String text(@Nullable JsonNode node) {
      return node == null
          ? ""
          : node.isTextual() && !node.asText().isEmpty() ? node.asText() : node.toString();
    }
  }

  private final List<Field> fields = new ArrayList<>();

  private TreeDiff() {}

  /**
   * The fields that differ, in the order of their names; lists of plain values by their members,
   * other lists by place.
   */
  public static List<Field> of(JsonNode before, JsonNode after) {
    var diff = new TreeDiff();
    diff.compare("", before, after);
    return diff.fields;
  }

  private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (before == null || after == null) {
      if (before != null || after != null) {
        fields.add(new Field(path, before, after));
      }
    } else if (before.isObject() && after.isObject()) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(name ->
          compare(path.isEmpty() ? name : path + "." + name, before.get(name), after.get(name)));
    } else if (before.isArray() && after.isArray()) {
      lists(path, before, after);
    } else if (!before.equals(after)) {
      fields.add(new Field(path, before, after));
    }
  }

  private void lists(String path, JsonNode before, JsonNode after) {
    if (plain(before) && plain(after)) {
      members(path, before, after);
      return;
    }
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      compare(path + "[" + i + "]", before.get(i), after.get(i));
    }
  }

  private void members(String path, JsonNode before, JsonNode after) {
    int found = fields.size();
    Set<JsonNode> old = new java.util.LinkedHashSet<>();
    before.forEach(old::add);
    Set<JsonNode> now = new java.util.LinkedHashSet<>();
    after.forEach(now::add);
    old.stream()
        .filter(member -> !now.contains(member))
        .forEach(member -> fields.add(new Field(path, member, null)));
    now.stream()
        .filter(member -> !old.contains(member))
        .forEach(member -> fields.add(new Field(path, null, member)));
    if (fields.size() == found && !before.equals(after)) {
      fields.add(new Field(path, before, after));
    }
  }

  private static boolean plain(JsonNode list) {
    for (JsonNode member : list) {
      if (member.isContainerNode()) {
        return false;
      }
    }
    return true;
  }
}
