package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The structural schemas of messages. Every message keeps unknown fields: the reader reports them,
 * and takes snake_case names too.
 */
final class CrdSchemas {
  private static final String OPEN = "x-kubernetes-preserve-unknown-fields";
  private static final String INT_OR_STRING = "x-kubernetes-int-or-string";

  private final Schema table;
  private final Deque<String> inside = new ArrayDeque<>();

  CrdSchemas(Schema table) {
    this.table = table;
  }

  /** An object that is not looked into. */
  static ObjectNode open() {
    return JsonNodeFactory.instance.objectNode().put("type", "object").put(OPEN, true);
  }

  /**
   * The schema of a message.
   *
   * @param repeated whether it may stand there many times: then no rule of CEL, whose cost the API
   *     server bounds, is put on it
   */
  ObjectNode message(MessageSchema message, boolean repeated) {
    ObjectNode schema = open();
    if (inside.contains(message.name())) {
      return schema; // a schema cannot contain itself
    }
    inside.push(message.name());
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    for (FieldSchema field : message.fields()) {
      ObjectNode property = field(field, repeated);
      property.put("description", CustomResourceDefinitions.sentence(field.meaning()));
      properties.set(field.name(), property);
    }
    if (!properties.isEmpty()) {
      schema.set("properties", properties);
    }
    CrdRules.add(schema, message, repeated);
    inside.pop();
    return schema;
  }

  private ObjectNode field(FieldSchema field, boolean repeated) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    return switch (field.shape()) {
      case ONE -> value(field.type(), repeated);
      case LIST -> {
        schema.put("type", "array").set("items", value(field.type(), true));
        yield schema;
      }
      case MAP -> {
        schema.put("type", "object").set("additionalProperties", value(field.type(), true));
        yield schema;
      }
    };
  }

  private ObjectNode value(ValueType type, boolean repeated) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    return switch (type) {
      case ValueType.Scalar scalar -> scalar(scalar.type());
      case ValueType.Whole whole -> whole(whole);
      // A number or its text: no one type says that.
      case ValueType.Real _, ValueType.Opaque _ -> schema.put(OPEN, true);
      case ValueType.Message message -> message(table.message(message.name()), repeated);
      case ValueType.Choice choice -> choice(table.choice(choice.name()));
      case ValueType.LabelMap _ -> {
        schema.put("type", "object").putObject("additionalProperties").put("type", "string");
        yield schema;
      }
      case ValueType.Presence _ -> open();
    };
  }

  private static ObjectNode scalar(ScalarType type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (type == ScalarType.BOOL) {
      return schema.put("type", "boolean");
    }
    schema.put("type", "string");
    String pattern = pattern(type);
    return pattern.isEmpty() ? schema : schema.put("pattern", pattern);
  }

  /** What no text of a type is without; empty where that is for the reader alone. */
  static String pattern(ScalarType type) {
    return switch (type) {
      case STRING, BOOL, BYTES, REGEX, RETRY_ON -> "";
      case DURATION, DURATION_OR_ZERO -> "^[-+]?([0-9.]+(ns|us|µs|μs|ms|s|m|h)|0)+$";
      case NAME -> "^[a-z0-9.-]*$";
      case GLOB -> "^[a-z0-9.*-]*$";
      case HOST -> "^[A-Za-z0-9.-]*$";
      case WILD_HOST -> "^(\\*|(\\*\\.)?[A-Za-z0-9.-]*)$";
      case GATEWAY_HOST -> "^([a-z0-9.*-]+/)?(\\*|(\\*\\.)?[A-Za-z0-9.-]*)$";
      case ADDRESS -> "^[A-Za-z0-9.:-]*$";
      case HEADER -> "^:?[A-Za-z0-9!#$%&'*+.^_`|~-]*$";
      case METHOD -> "^[A-Za-z0-9!#$%&'*+.^_`|~-]*$";
      case PATH -> "^(/.*)?$";
      case APP_PROTOCOL -> "^[A-Za-z0-9_-]*$";
    };
  }

  /** A number or its text; 0 stands for absence unless it is wrapped. */
  private static ObjectNode whole(ValueType.Whole type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put(INT_OR_STRING, true);
    schema.put("minimum", type.optional() ? type.min() : Math.min(0, type.min()));
    return schema.put("maximum", type.max());
  }

  /** A name, or its number. */
  private static ObjectNode choice(EnumSchema type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put(INT_OR_STRING, true);
    ArrayNode values = schema.putArray("enum");
    type.values().forEach(values::add);
    type.extra().stream().filter(name -> !type.values().contains(name)).forEach(values::add);
    for (int i = 0; i < type.values().size(); i++) {
      values.add(i);
    }
    return schema;
  }
}
