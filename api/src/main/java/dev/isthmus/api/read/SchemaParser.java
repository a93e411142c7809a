package dev.isthmus.api.read;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table from its files. They are part of the program: an error in them is a broken
 * invariant. Their form is told at the head of {@code common.schema}.
 */
final class SchemaParser {

  private static final String RECORDS = "dev.isthmus.api.gloo.";

  private final List<KindSchema> kinds = new ArrayList<>();
  private final Map<String, MessageSchema> messages = new LinkedHashMap<>();
  private final Map<String, EnumSchema> enums = new LinkedHashMap<>();

  /** A kind or message whose fields are being read. */
  private @Nullable Heading heading;

  private final List<FieldSchema> fields = new ArrayList<>();

  /** The first line of a kind, message or enum. */
  private record Heading(String what, String name, List<String> words, String text) {

    /** The value of {@code key=value} among the words; null: there is none. */
    @Nullable String value(String key) {
      for (String word : words) {
        if (word.startsWith(key + "=")) {
          return word.substring(key.length() + 1);
        }
      }
      return null;
    }

    MessageSchema.@Nullable Pair pair(String key) {
      String value = value(key);
      if (value == null) {
        return null;
      }
      int colon = value.indexOf(':');
      return new MessageSchema.Pair(value.substring(0, colon), value.substring(colon + 1));
    }
  }

  private SchemaParser() {}

  static Schema parse(List<String> files) {
    SchemaParser parser = new SchemaParser();
    for (String file : files) {
      parser.read(file + ".schema");
    }
    return new Schema(
        List.copyOf(parser.kinds), Map.copyOf(parser.messages), Map.copyOf(parser.enums));
  }

  private void read(String file) {
    try (InputStream stream = SchemaParser.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("missing: " + file);
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        try {
          line(line);
        } catch (RuntimeException e) {
          throw new IllegalStateException(file + ":" + number + ": " + line, e);
        }
      }
      end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith(" ")) {
      fields.add(FieldParser.parse(line, enums.keySet()));
      return;
    }
    end();
    int bar = line.indexOf('|');
    String text = bar < 0 ? "" : line.substring(bar + 1).trim();
    List<String> words =
        Arrays.asList((bar < 0 ? line : line.substring(0, bar)).trim().split("\\s+"));
    Heading next = new Heading(words.get(0), words.get(1), words.subList(2, words.size()), text);
    if (next.what().equals("enum")) {
      addEnum(next);
    } else {
      heading = next;
    }
  }

  private void end() {
    Heading ended = heading;
    heading = null;
    if (ended != null) {
      if (ended.what().equals("kind")) {
        addKind(ended);
      } else {
        put(messages, ended.name(), message(ended, ended.name(), ended.value("record")));
      }
    }
    fields.clear();
  }

  private MessageSchema message(Heading heading, String name, @Nullable String record) {
    Map<String, FieldSchema> byName = new HashMap<>();
    for (FieldSchema field : fields) {
      put(byName, field.name(), field);
      String snake = snake(field.name());
      if (!snake.equals(field.name())) {
        put(byName, snake, field);
      }
    }
    String needs = heading.value("needs");
    return new MessageSchema(
        name,
        record == null
            ? null
            : RecordBinder.of(type(record), fields, heading.words().contains("partial")),
        needs == null ? List.of() : List.of(needs.split(",")),
        heading.pair("excludes"),
        standIn(heading),
        List.copyOf(fields),
        Map.copyOf(byName));
  }

  private static MessageSchema.@Nullable StandIn standIn(Heading heading) {
    String bad = heading.value("bad");
    if (bad == null) {
      return null;
    }
    int colon = bad.indexOf(':');
    return colon < 0
        ? new MessageSchema.StandIn(bad, true, heading.text())
        : new MessageSchema.StandIn(
            bad.substring(0, colon), instance(type(bad.substring(colon + 1))), heading.text());
  }

  private static Object instance(Class<?> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addKind(Heading heading) {
    String record = heading.value("record");
    MessageSchema spec =
        fields.isEmpty()
            ? null
            : message(heading, heading.name() + "Spec", record == null ? null : record + "Spec");
    String version = heading.words().get(0);
    kinds.add(
        new KindSchema(
            ObjectKind.of(version, heading.name()),
            heading.words().get(1),
            record == null ? Support.NO : Support.YES,
            heading.text(),
            spec,
            record == null ? null : resource(type(record), type(record + "Spec"))));
  }

  private static Constructor<? extends Resource> resource(Class<?> type, Class<?> spec) {
    try {
      return type.asSubclass(Resource.class).getDeclaredConstructor(Meta.class, spec);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code enum Name [record=…] = FIRST SECOND !UNSUPPORTED / OLD}. */
  private void addEnum(Heading heading) {
    List<String> values = new ArrayList<>();
    List<String> extra = new ArrayList<>();
    Set<String> unsupported = new HashSet<>();
    List<String> names = heading.words();
    boolean old = false;
    for (String word : names.subList(names.indexOf("=") + 1, names.size())) {
      String name = word.startsWith("!") ? word.substring(1) : word;
      if (word.equals("/")) {
        old = true;
      } else {
        (old ? extra : values).add(name);
        if (word.startsWith("!")) {
          unsupported.add(name);
        }
      }
    }
    String record = heading.value("record");
    put(
        enums,
        heading.name(),
        new EnumSchema(
            heading.name(),
            record == null ? null : enumType(type(record)),
            List.copyOf(values),
            List.copyOf(extra),
            Set.copyOf(unsupported)));
  }

  @SuppressWarnings("unchecked") // the file says which classes are enums; tests read each value
  private static Class<? extends Enum<?>> enumType(Class<?> type) {
    return (Class<? extends Enum<?>>) type.asSubclass(Enum.class);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(RECORDS + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> void put(Map<String, T> map, String key, T value) {
    if (map.put(key, value) != null) {
      throw new IllegalStateException("twice: " + key);
    }
  }

  /** The proto's own spelling of a field. */
  static String snake(String camel) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_').append(Character.toLowerCase(c));
      } else {
        snake.append(c);
      }
    }
    return snake.toString();
  }
}
