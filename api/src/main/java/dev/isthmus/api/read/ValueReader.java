package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Reason;
import dev.isthmus.api.read.Scope.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values that are no messages. A null result is a bad value; the scope knows why. */
final class ValueReader {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern REAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
  private static final int SHOWN = 60;

  private ValueReader() {}

  static @Nullable Object scalar(ScalarType type, JsonNode node, Path path, Scope scope) {
    if (type == ScalarType.BOOL) {
      return node.isBoolean()
          ? node.booleanValue()
          : wrongType(type.noun(), type.remedy(), node, path, scope);
    }
    if (!node.isTextual()) {
      return wrongType(type.noun(), type.remedy(), node, path, scope);
    }
    Optional<Object> value = type.parse(node.textValue());
    if (value.isEmpty()) {
      invalid(shown(node) + " is not " + type.noun() + ".", type.remedy(), path, scope);
    }
    return value.orElse(null);
  }

  static @Nullable Object whole(ValueType.Whole type, JsonNode node, Path path, Scope scope) {
    String range = "Write a whole number from " + type.min() + " to " + type.max() + ".";
    Long value = asLong(node);
    if (value == null) {
      return wrongType("a whole number", range, node, path, scope);
    }
    if (value < type.min() || value > type.max()) {
      return invalid(value + " is out of range.", range, path, scope);
    }
    // Fields of records are ints; a wider range belongs to a kind that is kept as a tree.
    return type.max() > Integer.MAX_VALUE ? (Object) value : (Object) value.intValue();
  }

  private static @Nullable Long asLong(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      return WHOLE.matcher(text).matches() ? Long.valueOf(text) : null;
    }
    if (node.isIntegralNumber()) {
      // A number beyond a long is beyond every range.
      return node.canConvertToLong() ? node.longValue() : Long.MAX_VALUE;
    }
    boolean exact = node.isDouble() && node.doubleValue() == Math.rint(node.doubleValue());
    return exact && Math.abs(node.doubleValue()) < 1e15 ? (Long) node.longValue() : null;
  }

  static @Nullable Object real(ValueType.Real type, JsonNode node, Path path, Scope scope) {
    String range = "Write a number from " + plain(type.min()) + " to " + plain(type.max()) + ".";
    boolean text = node.isTextual() && REAL.matcher(node.textValue()).matches();
    if (!node.isNumber() && !text) {
      return wrongType("a number", range, node, path, scope);
    }
    double value = text ? Double.parseDouble(node.textValue()) : node.doubleValue();
    if (Double.isNaN(value) || value < type.min() || value > type.max()) {
      return invalid(shown(node) + " is out of range.", range, path, scope);
    }
    return value;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  static @Nullable Object labels(JsonNode node, Path path, Scope scope) {
    if (!node.isObject()) {
      return wrongType("a map of labels", "Write keys with texts.", node, path, scope);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    boolean bad = false;
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Path at = path.member(entry.getKey());
      JsonNode value = entry.getValue();
      if (!value.isTextual()) {
        wrongType("a text", "Quote the value, as in \"true\".", value, at, scope);
        bad = true;
      } else if (!Names.isLabelKey(entry.getKey())) {
        invalid(quoted(entry.getKey()) + " is not a label's key.", LABEL_KEY, at, scope);
        bad = true;
      } else if (!Names.isLabelValue(value.textValue())) {
        invalid(shown(value) + " is not a label's value.", LABEL_VALUE, at, scope);
        bad = true;
      } else {
        labels.put(entry.getKey(), value.textValue());
      }
    }
    return bad ? null : Labels.copyOf(labels);
  }

  private static final String LABEL_KEY =
      "Write at most 63 letters, digits, '-', '_' and '.', with a DNS name and '/' before them if you like.";
  private static final String LABEL_VALUE =
      "Write at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends.";

  static @Nullable Object choice(EnumSchema type, JsonNode node, Path path, Scope scope) {
    String name = null;
    if (node.isTextual()) {
      name = node.textValue();
    } else if (node.isInt() && node.intValue() >= 0 && node.intValue() < type.values().size()) {
      name = type.values().get(node.intValue());
    } else if (!node.isNumber()) {
      return wrongType(
          "one of " + ValueReader.listed(type.values()), "Write one of them.", node, path, scope);
    }
    if (name == null || !(type.values().contains(name) || type.extra().contains(name))) {
      String remedy =
          Nearest.to(node.asText(), type.values())
                  .map(near -> "Did you mean " + near + "? ")
                  .orElse("")
              + "Write one of "
              + String.join(", ", type.values())
              + ".";
      return invalid(shown(node) + " is not known here.", remedy, path, scope);
    }
    if (type.unsupported().contains(name) && !scope.unsupported()) {
      scope.report(
          path,
          new Problem(
              Reason.NOT_SUPPORTED_YET,
              name + " is not supported yet.",
              "Write another value, or leave it for a later version."),
          "It is kept, and has no effect.");
    }
    return type.type() == null ? name : constant(type.type(), name);
  }

  private static Object constant(Class<? extends Enum<?>> type, String name) {
    for (Enum<?> constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalStateException(type + " lacks " + name);
  }

  /** Reports a value of another type; always null. */
  static @Nullable Object wrongType(
      String wanted, String remedy, JsonNode node, Path path, Scope scope) {
    scope.reject(
        path,
        new Problem(
            Reason.WRONG_TYPE,
            capital(wanted) + " is wanted here, not " + described(node) + ".",
            remedy));
    return null;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static @Nullable Object invalid(String what, String remedy, Path path, Scope scope) {
    scope.reject(path, new Problem(Reason.INVALID_VALUE, what, remedy));
    return null;
  }

  private static String described(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "a map";
      case STRING, BINARY -> "the text " + shown(node);
      case NUMBER -> "the number " + shown(node);
      case BOOLEAN -> "the truth value " + shown(node);
      case NULL, MISSING -> "nothing";
    };
  }

  private static String shown(JsonNode node) {
    return node.isTextual() ? quoted(node.textValue()) : quotedNumber(node);
  }

  private static String quotedNumber(JsonNode node) {
    // A number of a million digits is no message; asText of such a number is slow.
    boolean plain = node.isBoolean() || node.canConvertToLong() || node.isDouble();
    return plain ? node.asText() : "a number";
  }

  /** As JSON shows it, cut, without control characters: a message is one line. */
  static String quoted(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    StringBuilder shown = new StringBuilder("\"");
    cut.codePoints()
        .forEach(c ->
            shown.appendCodePoint(
                Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c));
    return shown.append('"').toString();
  }

  /** The known names, as a sentence; of many, the first. */
  static String listed(Collection<String> names) {
    return String.join(", ", names.stream().limit(12).toList()) + (names.size() > 12 ? ", …" : "");
  }
}
