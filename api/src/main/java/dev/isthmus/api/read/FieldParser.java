package dev.isthmus.api.read;

import dev.isthmus.api.read.FieldSchema.Mark;
import dev.isthmus.api.read.FieldSchema.Shape;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one line of the table: {@code name | type | attributes | becomes | meaning}. */
final class FieldParser {

  private static final Pattern RANGE = Pattern.compile("(int|number)\\((.+)\\.\\.(.+)\\)");

  private static final Map<String, ScalarType> SCALARS =
      Map.ofEntries(
          Map.entry("text", ScalarType.STRING),
          Map.entry("bool", ScalarType.BOOL),
          Map.entry("bytes", ScalarType.BYTES),
          Map.entry("duration", ScalarType.DURATION),
          Map.entry("duration0", ScalarType.DURATION_OR_ZERO),
          Map.entry("name", ScalarType.NAME),
          Map.entry("glob", ScalarType.GLOB),
          Map.entry("host", ScalarType.HOST),
          Map.entry("wildhost", ScalarType.WILD_HOST),
          Map.entry("gatewayhost", ScalarType.GATEWAY_HOST),
          Map.entry("address", ScalarType.ADDRESS),
          Map.entry("regex", ScalarType.REGEX),
          Map.entry("header", ScalarType.HEADER),
          Map.entry("method", ScalarType.METHOD),
          Map.entry("path", ScalarType.PATH),
          Map.entry("retryon", ScalarType.RETRY_ON),
          Map.entry("appprotocol", ScalarType.APP_PROTOCOL));

  private FieldParser() {}

  static FieldSchema parse(String line, Set<String> enums) {
    String[] columns = line.split("\\|", 5);
    Attributes attributes = Attributes.of(columns[2].trim());
    String type = columns[1].trim();
    Shape shape =
        type.startsWith("[]") ? Shape.LIST : type.startsWith("{}") ? Shape.MAP : Shape.ONE;
    return new FieldSchema(
        columns[0].trim(),
        shape,
        type(shape == Shape.ONE ? type : type.substring(2), enums),
        attributes.since(),
        attributes.support(),
        attributes.marks(),
        attributes.group(),
        columns[3].trim(),
        columns[4].trim());
  }

  private static ValueType type(String written, Set<String> enums) {
    boolean optional = written.endsWith("?");
    String name = optional ? written.substring(0, written.length() - 1) : written;
    ScalarType scalar = SCALARS.get(name);
    if (scalar != null) {
      return new ValueType.Scalar(scalar, optional);
    }
    Matcher range = RANGE.matcher(name);
    if (range.matches()) {
      return range.group(1).equals("int")
          ? new ValueType.Whole(
              Long.parseLong(range.group(2)), Long.parseLong(range.group(3)), optional)
          : new ValueType.Real(
              Double.parseDouble(range.group(2)), Double.parseDouble(range.group(3)), optional);
    }
    return switch (name) {
      case "int" -> new ValueType.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, optional);
      case "uint" -> new ValueType.Whole(0, Integer.MAX_VALUE, optional);
      case "uint32" -> new ValueType.Whole(0, 0xffff_ffffL, optional);
      case "int64" -> new ValueType.Whole(Long.MIN_VALUE, Long.MAX_VALUE, optional);
      case "number" -> new ValueType.Real(-1e300, 1e300, optional);
      case "port" -> new ValueType.Whole(1, 65_535, optional);
      case "labels" -> new ValueType.LabelMap();
      case "present" -> new ValueType.Presence();
      case "any" -> new ValueType.Opaque();
      default -> named(name, enums);
    };
  }

  private static ValueType named(String name, Set<String> enums) {
    if (!Character.isUpperCase(name.charAt(0))) {
      throw new IllegalStateException("no such type: " + name);
    }
    return enums.contains(name) ? new ValueType.Choice(name) : new ValueType.Message(name);
  }

  /** The words of the third column: the versions first, then marks. */
  private record Attributes(
      String since, Support support, Set<Mark> marks, @Nullable String group) {

    static Attributes of(String text) {
      String[] words = text.split("\\s+");
      Support support = Support.YES;
      Set<Mark> marks = EnumSet.noneOf(Mark.class);
      String group = null;
      for (int i = 1; i < words.length; i++) {
        switch (words[i]) {
          case "no" -> support = Support.NO;
          case "inert" -> support = Support.INERT;
          case "told" -> support = Support.TOLD;
          case "required", "alike", "harmless", "each", "any" ->
              marks.add(Mark.valueOf(words[i].toUpperCase(Locale.ROOT)));
          default -> group = group(words[i]);
        }
      }
      return new Attributes(words[0], support, Set.copyOf(marks), group);
    }

    private static String group(String word) {
      if (!word.startsWith("oneof:")) {
        throw new IllegalStateException("no such attribute: " + word);
      }
      return word.substring("oneof:".length());
    }
  }
}
