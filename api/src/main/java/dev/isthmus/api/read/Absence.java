package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What counts as absent (API reference, section 0, rule 2): null, and the zero of the field's own
 * type, except for empty messages and wrapped values.
 */
final class Absence {

  private Absence() {}

  static boolean holds(FieldSchema field, JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return true;
    }
    return switch (field.shape()) {
      case LIST -> node.isArray() && node.isEmpty();
      case MAP -> node.isObject() && node.isEmpty();
      case ONE -> isZero(field.type(), node);
    };
  }

  private static boolean isZero(ValueType type, JsonNode node) {
    return switch (type) {
      case ValueType.Scalar scalar ->
          !scalar.optional()
              && (scalar.type() == ScalarType.BOOL
                  ? node.isBoolean() && !node.booleanValue()
                  : !isDuration(scalar.type()) && isText(node, ""));
      case ValueType.Whole whole -> !whole.optional() && isZero(node);
      case ValueType.Real real -> !real.optional() && isZero(node);
      case ValueType.LabelMap _ -> node.isObject() && node.isEmpty();
      // The first value of an enum is read: it is the same, and its name is checked.
      case ValueType.Choice _, ValueType.Message _, ValueType.Presence _, ValueType.Opaque _ ->
          false;
    };
  }

  /** Durations are messages: zero is there. */
  private static boolean isDuration(ScalarType type) {
    return type == ScalarType.DURATION || type == ScalarType.DURATION_OR_ZERO;
  }

  private static boolean isZero(JsonNode node) {
    return node.isNumber() ? node.canConvertToInt() && node.doubleValue() == 0 : isText(node, "0");
  }

  private static boolean isText(JsonNode node, String text) {
    return node.isTextual() && node.textValue().equals(text);
  }
}
