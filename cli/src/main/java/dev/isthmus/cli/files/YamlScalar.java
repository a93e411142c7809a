package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * What an unquoted scalar means, as kubectl reads it (sigs.k8s.io/yaml: YAML 1.1): {@code yes},
 * {@code on} and the like are booleans, {@code 0o17} and {@code 017} are octal, timestamps stay
 * text.
 */
final class YamlScalar {
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
  private static final Pattern RADIX =
      Pattern.compile("[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");

  private YamlScalar() {}

  static JsonNode of(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN
        || isTaggedText(scalar.getTag())) {
      return JsonNodeFactory.instance.textNode(text);
    }
    return plain(text);
  }

  private static boolean isTaggedText(@org.jspecify.annotations.Nullable String tag) {
    return tag != null && tag.endsWith(":str");
  }

  /** Whether an unquoted {@code text} is a text. */
  static boolean isText(String text) {
    return plain(text).isTextual();
  }

  private static JsonNode plain(String text) {
    var nodes = JsonNodeFactory.instance;
    if (NULL.contains(text)) {
      return nodes.nullNode();
    }
    // y and n alone stay text: go-yaml leaves them so for untyped values
    if (text.length() > 1 && TRUE.contains(text)) {
      return nodes.booleanNode(true);
    }
    if (text.length() > 1 && FALSE.contains(text)) {
      return nodes.booleanNode(false);
    }
    char first = text.charAt(0);
    if (first != '-' && first != '+' && first != '.' && !Character.isDigit(first)
        || text.length() > 400) {
      return nodes.textNode(text);
    }
    return number(text);
  }

  private static JsonNode number(String text) {
    var nodes = JsonNodeFactory.instance;
    String digits = text.replace("_", "");
    if (DECIMAL.matcher(text).matches()) {
      return integer(new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits));
    }
    if (RADIX.matcher(text).matches()) {
      return integer(radix(digits));
    }
    if (FLOAT.matcher(text).matches()) {
      return nodes.numberNode(new BigDecimal(text));
    }
    return nodes.textNode(text);
  }

  private static BigInteger radix(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger value =
        switch (digits.length() > 1 ? digits.charAt(1) : '0') {
          case 'x' -> new BigInteger(digits.substring(2), 16);
          case 'b' -> new BigInteger(digits.substring(2), 2);
          case 'o' -> new BigInteger(digits.substring(2), 8);
          default -> new BigInteger(digits, 8);
        };
    return negative ? value.negate() : value;
  }

  private static JsonNode integer(BigInteger value) {
    var nodes = JsonNodeFactory.instance;
    if (value.bitLength() < 32) {
      return nodes.numberNode(value.intValue());
    }
    return value.bitLength() < 64 ? nodes.numberNode(value.longValue()) : nodes.numberNode(value);
  }
}
