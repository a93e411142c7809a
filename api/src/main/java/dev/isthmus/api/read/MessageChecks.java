package dev.isthmus.api.read;

import static dev.isthmus.api.read.FieldSchema.Mark.ALIKE;
import static dev.isthmus.api.read.FieldSchema.Mark.REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Reason;
import dev.isthmus.api.read.Scope.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which fields a message has: known ones, needed ones, and none that exclude each other. */
final class MessageChecks {

  private MessageChecks() {}

  /** Puts the members that are set, by field; false if two of them exclude each other. */
  static boolean given(
      MessageSchema message, JsonNode node, Path path, Scope scope, Map<String, JsonNode> given) {
    boolean twice = false;
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      FieldSchema field = message.byName().get(property.getKey());
      if (field == null) {
        unknown(message, property.getKey(), path, scope);
      } else if (!Absence.holds(field, property.getValue())
          && given.put(field.name(), property.getValue()) != null) {
        twice = true;
        conflict(path.field(field.name()), field.name() + " is given in both spellings.", scope);
      }
    }
    return !excluding(message, given, path, scope) && !twice;
  }

  /** Whether two members of one oneof are set. */
  private static boolean excluding(
      MessageSchema message, Map<String, JsonNode> given, Path path, Scope scope) {
    Map<String, String> first = new HashMap<>();
    boolean conflict = false;
    for (FieldSchema field : message.fields()) {
      String group = field.group();
      if (group != null && given.containsKey(field.name())) {
        String other = first.putIfAbsent(group, field.name());
        if (other != null) {
          conflict = true;
          conflict(path.field(field.name()), both(other, field.name()), scope);
        }
      }
    }
    return conflict;
  }

  private static String both(String first, String second) {
    return first + " and " + second + " are both set; they exclude each other.";
  }

  private static void conflict(Path at, String what, Scope scope) {
    scope.reject(at, new Problem(Reason.FIELD_CONFLICT, what, "Keep one of them."));
  }

  /** A field that a message does not have. */
  static void unknown(MessageSchema message, String name, Path path, Scope scope) {
    String remedy =
        Nearest.to(name, message.names())
            .map(near -> "Did you mean " + near + "?")
            .orElse(
                message.fields().isEmpty()
                    ? "Remove it: nothing may stand here."
                    : "Known here: " + ValueReader.listed(message.names()) + ".");
    scope.report(
        path.field(printable(name)),
        new Problem(
            Reason.UNKNOWN_FIELD,
            "There is no field " + ValueReader.quoted(name) + " here.",
            remedy),
        "It is kept, and has no effect.");
  }

  private static String printable(String name) {
    String quoted = ValueReader.quoted(name);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Whether what must be there is there. */
  static boolean complete(
      MessageSchema message, Map<String, JsonNode> given, Path path, Scope scope) {
    boolean complete = true;
    for (FieldSchema field : message.fields()) {
      if (field.has(REQUIRED) && !given.containsKey(field.name())) {
        scope.reject(
            path.field(field.name()),
            new Problem(
                Reason.MISSING_FIELD,
                field.name() + " is missing.",
                "Set it: " + field.meaning() + "."));
        complete = false;
      }
    }
    if (!message.needs().isEmpty() && message.needs().stream().noneMatch(given::containsKey)) {
      String names = String.join(", ", message.needs());
      scope.reject(
          path,
          new Problem(Reason.MISSING_FIELD, "None of " + names + " is set.", "Set one of them."));
      complete = false;
    }
    return complete;
  }

  /** Fields that every item of a list must have when one has them. */
  static void alike(MessageSchema message, JsonNode items, Path list, Scope scope) {
    for (FieldSchema field : message.fields()) {
      if (field.has(ALIKE)) {
        alike(field, items, list, scope);
      }
    }
  }

  private static void alike(FieldSchema field, JsonNode items, Path list, Scope scope) {
    List<Path> without = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String snake = SchemaParser.snake(field.name());
      if (!item.hasNonNull(field.name()) && !item.hasNonNull(snake)) {
        without.add(list.item(i).field(field.name()));
      }
    }
    if (without.size() < items.size()) {
      for (Path at : without) {
        scope.report(
            at,
            new Problem(
                Reason.MISSING_FIELD,
                "Other entries of this list set " + field.name() + ", and this one does not.",
                "Set it on every entry of the list, or on none."),
            "Here it counts as false if another entry says true, else as true.");
      }
    }
  }

  /** Conditions between fields, once each is good. */
  static boolean consistent(
      MessageSchema message, Map<String, Object> values, Path path, Scope scope) {
    MessageSchema.Pair excludes = message.excludes();
    if (excludes != null
        && values.containsKey(excludes.first())
        && values.containsKey(excludes.second())) {
      conflict(path.field(excludes.second()), both(excludes.first(), excludes.second()), scope);
      return false;
    }
    return true;
  }
}
