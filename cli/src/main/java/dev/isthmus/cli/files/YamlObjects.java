package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The objects of one YAML stream, one at a time: a file larger than memory is no bad input. The
 * items of a {@code List} are handed on as they come, whether {@code kind} stands before or after
 * them (kubectl writes it after).
 *
 * <p>Anchors and aliases are resolved within a document; {@link #MAX_ALIASED_NODES} bounds what
 * aliases may multiply. Depth is bounded by {@link #MAX_DEPTH}.
 */
final class YamlObjects {
  /** More nodes than this reached through aliases in one object is a bomb, not a configuration. */
  static final int MAX_ALIASED_NODES = 100_000;

  static final int MAX_DEPTH = 200;

  private final ParserImpl parser;

  /** Lines before the document. */
  private final int offset;

  private final ObjectSink sink;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  private final IdentityHashMap<JsonNode, Integer> sizes = new IdentityHashMap<>();
  private int aliased;

  private YamlObjects(YamlDocuments text, ObjectSink sink) {
    var options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setProcessComments(false);
    this.parser = new ParserImpl(new StreamReader(text), options);
    this.offset = text.offset();
    this.sink = sink;
  }

  /**
   * Reads all documents. A broken one is handed on as far as it went; what follows its error in it
   * cannot be trusted, the next document can.
   *
   * @throws IOException if the text itself cannot be read on
   */
  static void read(Reader text, ObjectSink sink) throws IOException {
    var documents = new YamlDocuments(text);
    while (documents.next()) {
      new YamlObjects(documents, sink).readOne();
    }
  }

  private void readOne() throws IOException {
    try {
      stream();
    } catch (MarkedYAMLException e) {
      sink.broken(position(e.getProblemMark()), message(e));
    } catch (TooMuch e) {
      sink.broken(e.position, e.text);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The scanner's own: an escape without its digits, for instance. It does not say where.
      sink.broken(new Position(offset + 1, 1), "not YAML: " + firstLine(e.getMessage()));
    } catch (YAMLException e) {
      switch (e.getCause()) {
        case YamlDocuments.ControlCharacter character ->
            sink.broken(character.position(), character.text());
        case IOException io -> throw io;
        case null, default -> sink.broken(new Position(offset + 1, 1), firstLine(e.getMessage()));
      }
    }
  }

  private void stream() {
    next(Event.ID.StreamStart);
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      next(Event.ID.DocumentStart);
      document();
      next(Event.ID.DocumentEnd);
      anchors.clear();
      sizes.clear();
      aliased = 0;
    }
  }

  private void document() {
    Event first = parser.peekEvent();
    Position at = position(first.getStartMark());
    if (first instanceof MappingStartEvent) {
      parser.getEvent();
      JsonNode root = root();
      if (root != null) {
        sink.object(at, root);
      }
    } else {
      JsonNode node = node(0);
      if (!node.isNull()) {
        sink.broken(
            at,
            "a document is a mapping with apiVersion, kind and metadata; this one is a "
                + describe(node));
      }
    }
  }

  /** The root mapping of a document, or null when it was a List whose items have been handed on. */
  private @Nullable JsonNode root() {
    var root = new Mapping();
    boolean list = false;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event at = parser.peekEvent();
      String key = key(0);
      if (key.equals("items")
          && parser.checkEvent(Event.ID.SequenceStart)
          && mayBeList(root.object)) {
        list = true;
        items();
      } else {
        root.put(at, key, node(1));
      }
    }
    parser.getEvent();
    return list ? null : root.finish();
  }

  private static boolean mayBeList(ObjectNode root) {
    JsonNode kind = root.get("kind");
    return kind == null || kind.asText().endsWith("List");
  }

  private void items() {
    parser.getEvent();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      Position at = position(parser.peekEvent().getStartMark());
      JsonNode item = node(2);
      if (item.isObject()) {
        sink.object(at, item);
      } else {
        sink.broken(at, "an item of a List is an object; this one is a " + describe(item));
      }
      if (anchors.isEmpty()) {
        sizes.clear();
      }
      aliased = 0;
    }
    parser.getEvent();
  }

  private JsonNode node(int depth) {
    Event event = parser.getEvent();
    if (depth > MAX_DEPTH) {
      throw new TooMuch(
          position(event.getStartMark()), "nested more than " + MAX_DEPTH + " levels deep");
    }
    return switch (event) {
      case AliasEvent alias -> alias(alias);
      case ScalarEvent scalar -> anchored(scalar, YamlScalar.of(scalar));
      case SequenceStartEvent start -> anchored(start, sequence(depth));
      case MappingStartEvent start -> anchored(start, mapping(depth));
      case Event other -> throw new TooMuch(position(other.getStartMark()), "unexpected " + other);
    };
  }

  private ArrayNode sequence(int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      array.add(node(depth + 1));
    }
    parser.getEvent();
    return array;
  }

  private ObjectNode mapping(int depth) {
    var mapping = new Mapping();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event at = parser.peekEvent();
      String key = key(depth);
      mapping.put(at, key, node(depth + 1));
    }
    parser.getEvent();
    return mapping.finish();
  }

  /**
   * A mapping that is being read. {@code <<} merges another, or several; what stands in the mapping
   * itself wins: YAML 1.1's merge key, as kubectl reads it.
   */
  private final class Mapping {
    private final ObjectNode object = JsonNodeFactory.instance.objectNode();
    private final List<JsonNode> merged = new ArrayList<>(0);

    void put(Event at, String key, JsonNode value) {
      if (isMerge(at) && value.isContainerNode()) {
        (value.isArray() ? value : List.of(value)).forEach(merged::add);
      } else if (object.has(key)) {
        throw new TooMuch(
            position(at.getStartMark()), "the key \"" + key + "\" stands twice in one mapping");
      } else {
        object.set(key, value);
      }
    }

    ObjectNode finish() {
      for (JsonNode from : merged) {
        from.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
      }
      return object;
    }

    private static boolean isMerge(Event key) {
      return key instanceof ScalarEvent scalar
          && scalar.getValue().equals("<<")
          && scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
    }
  }

  private String key(int depth) {
    Event event = parser.peekEvent();
    JsonNode key = node(depth + 1);
    if (key.isContainerNode()) {
      throw new TooMuch(
          position(event.getStartMark()), "a key is a " + describe(key) + "; a key is a text");
    }
    return key.asText();
  }

  private JsonNode alias(AliasEvent alias) {
    JsonNode target = anchors.get(alias.getAnchor());
    if (target == null) {
      throw new TooMuch(
          position(alias.getStartMark()),
          "the alias *" + alias.getAnchor() + " has no anchor that ends before it");
    }
    aliased += size(target);
    if (aliased > MAX_ALIASED_NODES || aliased < 0) {
      throw new TooMuch(
          position(alias.getStartMark()),
          "aliases multiply this document to more than " + MAX_ALIASED_NODES + " nodes");
    }
    return target;
  }

  /** Nodes below this one, aliases counted as often as they are used; saturates. */
  private int size(JsonNode node) {
    if (!node.isContainerNode()) {
      return 1;
    }
    Integer known = sizes.get(node);
    if (known != null) {
      return known;
    }
    long size = 1;
    for (JsonNode child : node) {
      size += size(child);
    }
    int bounded = (int) Math.min(size, MAX_ALIASED_NODES + 1L);
    sizes.put(node, bounded);
    return bounded;
  }

  /** An anchor is known once its node is complete: none contains itself. */
  private JsonNode anchored(NodeEvent event, JsonNode node) {
    if (event.getAnchor() != null) {
      anchors.put(event.getAnchor(), node);
    }
    return node;
  }

  private void next(Event.ID expected) {
    Event event = parser.getEvent();
    if (!event.is(expected)) {
      throw new TooMuch(position(event.getStartMark()), "expected the start of a document");
    }
  }

  private static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "list";
      case OBJECT, POJO -> "mapping";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case STRING, BINARY -> "text";
      case NULL, MISSING -> "null";
    };
  }

  private static String message(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "not YAML" : e.getProblem();
    if (problem.contains("'\\t(TAB)'") || problem.contains("\\t")) {
      return "found a tab where an indentation must be spaces";
    }
    String context = e.getContext();
    return context == null || context.isEmpty() ? problem : problem + " (" + context + ")";
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "not YAML" : text.lines().findFirst().orElse("not YAML");
  }

  private Position position(@Nullable Mark mark) {
    return mark == null
        ? new Position(offset + 1, 1)
        : new Position(offset + mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Valid YAML that is no configuration: a bomb, a duplicate key, a key that is a mapping. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Position position;
    private final String text;

    TooMuch(Position position, String text) {
      super(text);
      this.position = position;
      this.text = text;
    }
  }
}
