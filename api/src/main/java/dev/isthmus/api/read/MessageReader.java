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
import java.util.Objects;
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
    int mark = scope.mark();
    Map<String, Object> values = new HashMap<>();
    if (readAll(message, values, node, path, scope)) {
      return message.record() == null ? node : message.record().make(values);
    }
    if (message.bad() == null || scope.unsupported()) {
      return null;
    }
    scope.settle(mark, message.bad().why());
    return node.isObject() ? standIn(message, values) : standIn(message);
  }

  /** Reads all fields as far as they can be read; false if the message is bad. */
  private boolean readAll(
      MessageSchema message, Map<String, Object> values, JsonNode node, Path path, Scope scope) {
    if (!node.isObject()) {
      ValueReader.wrongType(
          "a map",
          "Write its fields: " + ValueReader.listed(message.names()) + ".",
          node,
          path,
          scope);
      return false;
    }
    Map<String, JsonNode> given = new HashMap<>();
    boolean good =
        MessageChecks.given(message, node, path, scope, given)
            && MessageChecks.complete(message, given, path, scope);
    if (!good && message.bad() == null) {
      return false;
    }
    for (FieldSchema field : message.fields()) {
      JsonNode value = given.get(field.name());
      if (value != null) {
        good &= readInto(message, values, field, value, path, scope);
      }
    }
    return good && MessageChecks.consistent(message, values, path, scope);
  }

  /**
   * What stands for a message of which nothing is known: lists that it may have are unknown too.
   */
  private Object standIn(MessageSchema message) {
    Map<String, Object> values = new HashMap<>();
    for (FieldSchema field : message.fields()) {
      Object unknown = unknown(field);
      if (unknown != null) {
        values.put(field.name(), unknown);
      }
    }
    return standIn(message, values);
  }

  /** What stands for a bad message, with what is known of it. */
  private static Object standIn(MessageSchema message, Map<String, Object> values) {
    MessageSchema.StandIn bad = Objects.requireNonNull(message.bad());
    values.put(bad.component(), bad.value());
    return Objects.requireNonNull(message.record()).make(values);
  }

  /**
   * A list of which nothing is known: one item that stands for it. As an empty list it could mean
   * more than its owner wrote. Null: its items have nothing that stands for them.
   */
  private @Nullable List<Object> unknown(FieldSchema field) {
    return field.shape() == FieldSchema.Shape.LIST
            && field.type() instanceof ValueType.Message(String name)
            && schema.message(name).bad() != null
        ? List.of(standIn(schema.message(name)))
        : null;
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
      int mark = scope.mark();
      ValueReader.wrongType("a list", "Write '- ' before each item.", node, at, scope);
      List<Object> unknown = scope.unsupported() ? null : unknown(field);
      if (unknown != null) {
        scope.settle(mark, "Nothing of it can be read: it matches nothing.");
      }
      return unknown;
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
    if (field.type() instanceof ValueType.Message message) {
      MessageChecks.alike(schema.message(message.name()), node, at, scope);
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
    node.fieldNames()
        .forEachRemaining(name -> MessageChecks.unknown(MessageSchema.EMPTY, name, at, scope));
    return true;
  }
}
