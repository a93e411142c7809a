package dev.isthmus.api.read;

import static dev.isthmus.api.read.FieldSchema.Mark.ANY;
import static dev.isthmus.api.read.FieldSchema.Mark.EACH;
import static dev.isthmus.api.read.FieldSchema.Mark.HARMLESS;
import static dev.isthmus.api.read.FieldSchema.Mark.REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Reason;
import dev.isthmus.api.read.Scope.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages by the table (API reference, section 0). A bad part takes with it the smallest
 * thing around it that can be left out without widening what the rest means; a null result says
 * that this is yet to be found, further out.
 */
final class MessageReader {

  private final Schema schema;

  MessageReader(Schema schema) {
    this.schema = schema;
  }

  /** The message as a record; as it was written, where no record is for it; null if it is bad. */
  @Nullable Object read(MessageSchema message, JsonNode node, Path path, Scope scope) {
    if (!node.isObject()) {
      return ValueReader.wrongType(
          "a map",
          "Write its fields: " + ValueReader.listed(names(message)) + ".",
          node,
          path,
          scope);
    }
    Map<String, JsonNode> given = given(message, node, path, scope);
    if (given == null || !complete(message, given, path, scope)) {
      return null;
    }
    Map<String, Object> values = new HashMap<>();
    boolean good = true;
    for (FieldSchema field : message.fields()) {
      JsonNode value = given.get(field.name());
      if (value != null) {
        good &= readInto(message, values, field, value, path, scope);
      }
    }
    if (!good || !consistent(message, values, path, scope)) {
      return null;
    }
    return message.record() == null ? node : message.record().make(values);
  }

  /** Reads one field; false if the message cannot stay without it. */
  private boolean readInto(
      MessageSchema message,
      Map<String, Object> values,
      FieldSchema field,
      JsonNode node,
      Path path,
      Scope scope) {
    Path at = path.field(field.name());
    int mark = scope.mark();
    Object value = supported(field, node, at, scope);
    if (value != null) {
      values.put(field.name(), value);
      if (field.group() != null) {
        values.put(field.group(), value);
      }
      return true;
    }
    if (scope.unsupported() || !read(field)) {
      scope.settle(mark, "It has no effect yet in any case.");
      return !field.has(REQUIRED) && !message.needs().contains(field.name());
    }
    if (field.has(HARMLESS)) {
      scope.settle(mark, "The field counts as absent.");
      return true;
    }
    return false;
  }

  /** Whether a field's value goes to translation. */
  private static boolean read(FieldSchema field) {
    return field.support() == Support.YES || field.support() == Support.TOLD;
  }

  private @Nullable Object supported(FieldSchema field, JsonNode node, Path at, Scope scope) {
    if (scope.unsupported() || read(field)) {
      return shaped(field, node, at, scope);
    }
    if (field.support() == Support.INERT) {
      scope.report(
          at,
          new Problem(Reason.NO_EFFECT, field.name() + " never had an effect.", "Remove it."),
          "It changes nothing.");
    } else {
      scope.report(
          at,
          new Problem(
              Reason.NOT_SUPPORTED_YET,
              field.name() + " is not supported yet.",
              "Remove it, or leave it for a later version."),
          "It is kept, and has no effect.");
    }
    scope.enterUnsupported();
    try {
      return shaped(field, node, at, scope);
    } finally {
      scope.leaveUnsupported();
    }
  }

  /** The members that are set, by field; null if two of them exclude each other. */
  private static @Nullable Map<String, JsonNode> given(
      MessageSchema message, JsonNode node, Path path, Scope scope) {
    Map<String, JsonNode> given = new HashMap<>();
    Map<String, String> groups = new HashMap<>();
    boolean conflict = false;
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      FieldSchema field = message.byName().get(property.getKey());
      if (field == null) {
        unknown(message, property.getKey(), path, scope);
      } else if (!Absence.holds(field, property.getValue())) {
        if (given.put(field.name(), property.getValue()) != null) {
          conflict = true;
          conflict(field.name(), field.name(), path, scope, " is given twice, in both spellings.");
        }
        String other = field.group() == null ? null : groups.put(field.group(), field.name());
        if (other != null && !other.equals(field.name())) {
          conflict = true;
          String first = other.compareTo(field.name()) < 0 ? other : field.name();
          String second = first.equals(other) ? field.name() : other;
          conflict(second, first, path, scope, " and " + second + " are both set.");
        }
      }
    }
    return conflict ? null : given;
  }

  private static void conflict(String field, String first, Path path, Scope scope, String what) {
    scope.reject(
        path.field(field), new Problem(Reason.FIELD_CONFLICT, first + what, "Keep one of them."));
  }

  private static void unknown(MessageSchema message, String name, Path path, Scope scope) {
    String remedy =
        Nearest.to(name, names(message))
            .map(near -> "Did you mean " + near + "?")
            .orElse(
                message.fields().isEmpty()
                    ? "Remove it: nothing may stand here."
                    : "Known here: " + ValueReader.listed(names(message)) + ".");
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

  private static List<String> names(MessageSchema message) {
    return message.fields().stream().map(FieldSchema::name).toList();
  }

  private static boolean complete(
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

  /** Conditions between fields, once each is good. */
  private static boolean consistent(
      MessageSchema message, Map<String, Object> values, Path path, Scope scope) {
    MessageSchema.Pair excludes = message.excludes();
    if (excludes != null
        && values.containsKey(excludes.first())
        && values.containsKey(excludes.second())) {
      conflict(
          excludes.second(),
          excludes.first(),
          path,
          scope,
          " and " + excludes.second() + " exclude each other.");
      return false;
    }
    return true;
  }

  private @Nullable Object shaped(FieldSchema field, JsonNode node, Path at, Scope scope) {
    return switch (field.shape()) {
      case ONE -> one(field.type(), node, at, scope);
      case LIST -> list(field, node, at, scope);
      case MAP -> map(field, node, at, scope);
    };
  }

  /** A stretch of the scope's problems: those of one item that is left out. */
  private record Dropped(int from, int to, Path item) {}

  private @Nullable Object list(FieldSchema field, JsonNode node, Path at, Scope scope) {
    if (!node.isArray()) {
      return ValueReader.wrongType("a list", "Write '- ' before each item.", node, at, scope);
    }
    List<Object> items = new ArrayList<>(node.size());
    List<Dropped> dropped = new ArrayList<>(0);
    for (int i = 0; i < node.size(); i++) {
      int mark = scope.mark();
      Object item = one(field.type(), node.get(i), at.item(i), scope);
      if (item != null) {
        items.add(item);
      } else {
        dropped.add(new Dropped(mark, scope.mark(), at.item(i)));
      }
    }
    boolean some = !items.isEmpty() && field.has(EACH);
    if (!dropped.isEmpty() && !some && !field.has(ANY) && !scope.unsupported()) {
      return null;
    }
    for (Dropped gone : dropped) {
      scope.settle(gone.from(), gone.to(), gone.item() + " is left out; the rest stays.");
    }
    return items;
  }

  private @Nullable Object map(FieldSchema field, JsonNode node, Path at, Scope scope) {
    if (!node.isObject()) {
      return ValueReader.wrongType("a map", "Write keys with values.", node, at, scope);
    }
    Map<String, Object> members = new TreeMap<>();
    boolean good = true;
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Object value = one(field.type(), entry.getValue(), at.member(entry.getKey()), scope);
      if (value == null) {
        good = false;
      } else {
        members.put(entry.getKey(), value);
      }
    }
    return good || scope.unsupported() ? texts(members) : null;
  }

  private static Object texts(Map<String, Object> members) {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, Object> member : members.entrySet()) {
      if (!(member.getValue() instanceof String text)) {
        return members;
      }
      texts.put(member.getKey(), text);
    }
    return Labels.copyOf(texts);
  }

  private @Nullable Object one(ValueType type, JsonNode node, Path at, Scope scope) {
    return switch (type) {
      case ValueType.Scalar scalar -> ValueReader.scalar(scalar.type(), node, at, scope);
      case ValueType.Whole whole -> ValueReader.whole(whole, node, at, scope);
      case ValueType.Real real -> ValueReader.real(real, node, at, scope);
      case ValueType.Message message -> read(schema.message(message.name()), node, at, scope);
      case ValueType.Choice choice ->
          ValueReader.choice(schema.choice(choice.name()), node, at, scope);
      case ValueType.LabelMap _ -> ValueReader.labels(node, at, scope);
      case ValueType.Presence _ -> presence(node, at, scope);
      case ValueType.Opaque _ -> node;
    };
  }

  private static @Nullable Object presence(JsonNode node, Path at, Scope scope) {
    if (!node.isObject()) {
      return ValueReader.wrongType("an empty map", "Write {}.", node, at, scope);
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      scope.report(
          at.field(printable(property.getKey())),
          new Problem(
              Reason.UNKNOWN_FIELD,
              "There is no field " + ValueReader.quoted(property.getKey()) + " here.",
              "Write {}: nothing may stand here."),
          "It is kept, and has no effect.");
    }
    return true;
  }
}
