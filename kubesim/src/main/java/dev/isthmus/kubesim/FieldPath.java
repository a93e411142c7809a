package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSONPath of a printer column, as far as definitions use it: fields, indexes, and a filter by
 * equality, such as {@code .status.conditions[?(@.type=="Ready")].status}.
 */
final class FieldPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.((?:[\\w-]|\\\\\\.)+)|\\[(\\d+)]|\\[\\?\\(@\\.([\\w.]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)]");

  private interface Step {
    JsonNode in(JsonNode node);
  }

  private final List<Step> steps;

  private FieldPath(List<Step> steps) {
    this.steps = steps;
  }

  static FieldPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!step.find(end) || step.start() != end) {
        throw ApiFailure.badRequest("cannot read the path " + text + " from its character " + end);
      }
      steps.add(step(step.group(1), step.group(2), step.group(3), step.group(4)));
      end = step.end();
    }
    return new FieldPath(steps);
  }

  @SuppressWarnings("NullAway") // groups of the pattern that did not take part
  private static Step step(String field, String index, String filter, String value) {
    if (field != null) {
      String name = field.replace("\\.", ".");
      return node -> node.path(name);
    }
    if (index != null) {
      int i = Integer.parseInt(index);
      return node -> node.path(i);
    }
    String pointer = "/" + filter.replace('.', '/');
    return node -> {
      for (JsonNode item : node) {
        if (item.at(pointer).asText("").equals(value)) {
          return item;
        }
      }
      return MissingNode.getInstance();
    };
  }

  JsonNode of(JsonNode object) {
    JsonNode node = object;
    for (Step step : steps) {
      node = step.in(node);
    }
    return node;
  }
}
