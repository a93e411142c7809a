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
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern RADIX =
      Pattern.compile("[-+]?0([xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");

  /** Longer than any number that a configuration needs. */
  private static final int MAX_DIGITS = 400;

  private YamlScalar() {}

  static JsonNode of(ScalarEvent scalar) {
    String tag = scalar.getTag();
    boolean resolved =
        tag == null ? scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN : isResolved(tag);
    return resolved
        ? plain(scalar.getValue())
        : JsonNodeFactory.instance.textNode(scalar.getValue());
  }

  private static boolean isResolved(String tag) {
    return tag.endsWith(":int")
        || tag.endsWith(":float")
        || tag.endsWith(":bool")
        || tag.endsWith(":null");
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
    if (TRUE.contains(text)) {
      return nodes.booleanNode(true);
    }
    if (FALSE.contains(text)) {
      return nodes.booleanNode(false);
    }
    char first = text.charAt(0);
    boolean digit = first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
    return digit && text.length() <= MAX_DIGITS ? number(text) : nodes.textNode(text);
  }

  private static JsonNode number(String text) {
    var nodes = JsonNodeFactory.instance;
    String digits = text.charAt(0) == '.' ? text : text.replace("_", "");
    if (DECIMAL.matcher(digits).matches()) {
      return integer(new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits));
    }
    if (RADIX.matcher(digits).matches()) {
      return integer(radix(digits));
    }
    if (FLOAT.matcher(digits).matches()) {
      return nodes.numberNode(new BigDecimal(digits));
    }
    return nodes.textNode(text);
  }

  private static BigInteger radix(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger value =
        switch (digits.charAt(1)) {
          case 'x', 'X' -> new BigInteger(digits.substring(2), 16);
          case 'b', 'B' -> new BigInteger(digits.substring(2), 2);
          case 'o', 'O' -> new BigInteger(digits.substring(2), 8);
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
