package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Objects of every kind of the table, mostly right, with wrong values of every sort among them.
 * What it makes depends on its choices alone: a seeded random, or a fuzzer.
 */
final class RandomObjects {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 6;

  private static final List<String> TEXTS =
      List.of(
          "a",
          "a.b",
          "*",
          "*.example.com",
          "reviews.shop.svc.cluster.local",
          "2s",
          "0.5s",
          "1h30m",
          "80",
          "5xx,reset",
          "GET",
          "/path",
          "172.18.0.4",
          "fd00::1",
          "HTTP",
          "x-header",
          "",
          " ",
          "A_b",
          "a b",
          "..",
          "\u0000\u2028",
          "(",
          "\\1",
          "\ud83d\ude00",
          "YWJj");

  private final Schema schema;
  private final IntUnaryOperator choices;

  /**
   * A source of objects.
   *
   * @param choices gives a number from 0 below its argument
   */
  RandomObjects(Schema schema, IntUnaryOperator choices) {
    this.schema = schema;
    this.choices = choices;
  }

  /** An object of one of the table's kinds that has fields. */
  ObjectNode next() {
    List<KindSchema> kinds = schema.kinds().stream().filter(k -> k.spec() != null).toList();
    KindSchema kind = kinds.get(below(kinds.size()));
    MessageSchema spec = kind.spec();
    ObjectNode object = NODES.objectNode();
    object.put("apiVersion", kind.kind().apiVersion()).put("kind", kind.kind().kind());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", "n");
    if (oneIn(2)) {
      metadata.put("namespace", "ns");
    }
    if (oneIn(3)) {
      metadata.set("labels", oneIn(8) ? junk() : labels());
    }
    if (spec != null) {
      object.set("spec", message(spec, 0));
    }
    return object;
  }

  /** An object with some of its values replaced. */
  JsonNode damaged(JsonNode object) {
    if (oneIn(30)) {
      return junk();
    }
    if (object.isArray()) {
      ArrayNode list = NODES.arrayNode();
      object.forEach(item -> list.add(damaged(item)));
      return list;
    }
    if (!object.isObject()) {
      return object;
    }
    ObjectNode node = NODES.objectNode();
    object.properties().forEach(e -> node.set(e.getKey(), damaged(e.getValue())));
    return node;
  }

  private JsonNode message(MessageSchema message, int depth) {
    ObjectNode node = NODES.objectNode();
    for (FieldSchema field : message.fields()) {
      boolean wanted =
          message.needs().contains(field.name()) || field.has(FieldSchema.Mark.REQUIRED);
      boolean tooDeep = depth >= DEEPEST && field.type() instanceof ValueType.Message;
      if (!tooDeep && oneIn(wanted ? 2 : 4)) {
        node.set(field.name(), shaped(field, depth));
      }
    }
    if (oneIn(40)) {
      node.set("unknwon" + below(3), junk());
    }
    return node;
  }

  private JsonNode shaped(FieldSchema field, int depth) {
    if (oneIn(40)) {
      return junk();
    }
    return switch (field.shape()) {
      case ONE -> one(field.type(), depth);
      case LIST -> {
        ArrayNode list = NODES.arrayNode();
        for (int i = below(3); i > 0; i--) {
          list.add(one(field.type(), depth));
        }
        yield list;
      }
      case MAP -> {
        ObjectNode map = NODES.objectNode();
        for (int i = below(3); i > 0; i--) {
          map.set(text(), one(field.type(), depth));
        }
        yield map;
      }
    };
  }

  private JsonNode one(ValueType type, int depth) {
    if (oneIn(40)) {
      return junk();
    }
    return switch (type) {
      case ValueType.Scalar(ScalarType scalar, boolean _) ->
          scalar == ScalarType.BOOL ? NODES.booleanNode(oneIn(2)) : NODES.textNode(text());
      case ValueType.Whole whole -> NODES.numberNode(whole.min() + below(100));
      case ValueType.Real real -> NODES.numberNode(real.min() + below(100));
      case ValueType.Message(String name) -> message(schema.message(name), depth + 1);
      case ValueType.Choice(String name) -> choice(schema.choice(name));
      case ValueType.LabelMap _ -> labels();
      case ValueType.Presence _ -> NODES.objectNode();
      case ValueType.Opaque _ -> junk();
    };
  }

  private JsonNode choice(EnumSchema choice) {
    int number = below(choice.values().size());
    return oneIn(3) ? NODES.numberNode(number) : NODES.textNode(choice.values().get(number));
  }

  private JsonNode labels() {
    ObjectNode labels = NODES.objectNode();
    for (int i = below(3); i > 0; i--) {
      labels.put(oneIn(8) ? text() : "key" + below(3), oneIn(8) ? text() : "value" + below(3));
    }
    return labels;
  }

  private JsonNode junk() {
    return switch (below(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(oneIn(2));
      case 2 -> NODES.numberNode(below(70_000) - 100);
      case 3 -> NODES.numberNode(below(1000) / 7.0);
      case 4 -> NODES.numberNode(Double.NaN);
      case 5 -> NODES.arrayNode().add(junk());
      case 6 -> NODES.objectNode().set(text(), junk());
      case 7 -> NODES.numberNode(new java.math.BigInteger("9".repeat(below(400) + 1)));
      default -> NODES.textNode(text());
    };
  }

  private String text() {
    return TEXTS.get(below(TEXTS.size()));
  }

  private boolean oneIn(int n) {
    return below(n) == 0;
  }

  private int below(int bound) {
    return choices.applyAsInt(bound);
  }
}
