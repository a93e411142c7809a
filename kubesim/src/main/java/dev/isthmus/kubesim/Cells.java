package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What stands in the cells of {@code kubectl get}. */
final class Cells {
  static final Column NAME =
      new Column("Name", "string", false, (o, _) -> o.path("metadata").path("name"));
  static final Column AGE =
      new Column("Age", "string", false, (o, now) -> age(o.at("/metadata/creationTimestamp"), now));

  private Cells() {}

  static Column text(String name, Function<ObjectNode, String> value) {
    return new Column(name, "string", false, (o, _) -> TextNode.valueOf(value.apply(o)));
  }

  static Column wide(String name, Function<ObjectNode, String> value) {
    return new Column(name, "string", true, (o, _) -> TextNode.valueOf(value.apply(o)));
  }

  static Column number(String name, ToLongFunction<ObjectNode> value) {
    return new Column(
        name,
        "integer",
        false,
        (o, _) -> JsonNodeFactory.instance.numberNode(value.applyAsLong(o)));
  }

  /** How long ago a time is, as kubectl says it; null for none. */
  static JsonNode age(JsonNode time, long nowSeconds) {
    if (!time.isTextual()) {
      return NullNode.instance;
    }
    try {
      return TextNode.valueOf(
          duration(nowSeconds - Instant.parse(time.textValue()).getEpochSecond()));
    } catch (DateTimeParseException e) {
      return TextNode.valueOf("<invalid>");
    }
  }

  /** As {@code duration.HumanDuration} of Kubernetes: two units while the first is small. */
  static String duration(long seconds) {
    if (seconds < 0) {
      return "0s";
    }
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    }
    if (minutes < 10) {
      return two(minutes, "m", seconds % 60, "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    if (hours < 8) {
      return two(hours, "h", minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    if (days < 8) {
      return two(days, "d", hours % 24, "h");
    }
    if (days < 730) {
      return days + "d";
    }
    return days < 8 * 365 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
  }

  private static String two(long first, String unit, long second, String smaller) {
    return second == 0 ? first + unit : first + unit + second + smaller;
  }
}
