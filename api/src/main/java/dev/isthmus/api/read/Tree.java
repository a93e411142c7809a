package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a Kubernetes object. An API server has checked it; a file may hold anything: a value of
 * another type is an error, and counts as absent.
 */
record Tree(JsonNode node, Path path, Scope scope, Interner interner) {

  private static final String ABSENT = "The field counts as absent.";

  /** A map below this one; empty when it is absent. */
  Tree child(String name) {
    JsonNode child = node.path(name);
    Path at = path.field(name);
    if (!child.isObject() && !child.isMissingNode() && !child.isNull()) {
      wrong("a map", "Write its fields.", child, at);
    }
    return new Tree(child, at, scope, interner);
  }

  /** The maps of a list below this one. */
  List<Tree> items(String name) {
    JsonNode list = node.path(name);
    if (!list.isArray()) {
      if (!list.isMissingNode() && !list.isNull()) {
        wrong("a list", "Write '- ' before each item.", list, path.field(name));
      }
      return List.of();
    }
    List<Tree> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      Path at = path.field(name).item(i);
      if (list.get(i).isObject()) {
        items.add(new Tree(list.get(i), at, scope, interner));
      } else {
        wrong("a map", "Write its fields.", list.get(i), at);
      }
    }
    return items;
  }

  /** A text that many objects share, or empty. */
  String text(String name) {
    return interner.text(own(name));
  }

  /** A text that few objects share, or empty. */
  String own(String name) {
    JsonNode value = node.path(name);
    if (value.isTextual()) {
      return value.textValue();
    }
    if (!value.isMissingNode() && !value.isNull()) {
      wrong(ScalarType.STRING.noun(), ScalarType.STRING.remedy(), value, path.field(name));
    }
    return "";
  }

  boolean flag(String name) {
    JsonNode value = node.path(name);
    if (!value.isBoolean() && !value.isMissingNode() && !value.isNull()) {
      wrong(ScalarType.BOOL.noun(), ScalarType.BOOL.remedy(), value, path.field(name));
    }
    return value.asBoolean(false) && value.isBoolean();
  }

  /** A flag that is absent, or holds. */
  boolean flagOrAbsent(String name) {
    return !node.path(name).isBoolean() || flag(name);
  }

  /** A port's number; 0 when there is none. */
  int port(String name) {
    return whole(name, 65_535);
  }

  /** A number from 0; 0 when there is none. */
  int whole(String name, int max) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    int mark = scope.mark();
    Object read =
        ValueReader.whole(new ValueType.Whole(0, max, true), value, path.field(name), scope);
    scope.settle(mark, ABSENT);
    return read instanceof Integer number ? number : 0;
  }

  List<String> texts(String name) {
    JsonNode list = node.path(name);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      wrong("a list", "Write '- ' before each item.", list, path.field(name));
      return List.of();
    }
    List<String> texts = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      if (item.isTextual()) {
        texts.add(interner.text(item.textValue()));
      }
    }
    return texts;
  }

  Labels labels(String name, MetaReader metas) {
    return metas.texts(node.path(name), path.field(name), scope, _ -> true);
  }

  /** Labels that select. With one that no object can have, nothing is selected. */
  Labels selector(String name, MetaReader metas) {
    Labels labels = labels(name, metas);
    for (Map.Entry<String, String> entry : labels.entrySet()) {
      boolean key = Names.isLabelKey(entry.getKey());
      if (!key || !Names.isLabelValue(entry.getValue())) {
        int mark = scope.mark();
        scope.reject(
            path.field(name).member(entry.getKey()),
            new Scope.Problem(
                dev.isthmus.api.Reason.INVALID_VALUE,
                ValueReader.quoted(key ? entry.getValue() : entry.getKey())
                    + (key ? " is no value of a label." : " is no key of a label."),
                "Write at most 63 letters, digits, '-', '_' and '.'."));
        scope.settle(mark, "Nothing is selected.");
        return Labels.EMPTY;
      }
    }
    return labels;
  }

  /** A map of texts that few objects share. */
  Labels ownTexts(String name) {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path(name).properties()) {
      if (entry.getValue().isTextual()) {
        texts.put(entry.getKey(), entry.getValue().textValue());
      }
    }
    return Labels.copyOf(texts);
  }

  /**
   * The constant that a text of Kubernetes ({@code ClusterIP}) names; another when there is none.
   */
  <E extends Enum<E>> E choice(String name, E absent) {
    String text = own(name);
    if (text.isEmpty()) {
      return absent;
    }
    String wanted = plain(text);
    for (E constant : absent.getDeclaringClass().getEnumConstants()) {
      if (plain(constant.name()).equals(wanted)) {
        return constant;
      }
    }
    int mark = scope.mark();
    scope.reject(
        path.field(name),
        new Scope.Problem(
            dev.isthmus.api.Reason.INVALID_VALUE,
            ValueReader.quoted(text) + " is not known here.",
            "Write a value that Kubernetes knows."));
    scope.settle(mark, ABSENT);
    return absent;
  }

  private static String plain(String name) {
    return name.replace("_", "").toUpperCase(Locale.ROOT);
  }

  private void wrong(String wanted, String remedy, JsonNode value, Path at) {
    int mark = scope.mark();
    ValueReader.wrongType(wanted, remedy, value, at, scope);
    scope.settle(mark, ABSENT);
  }
}
