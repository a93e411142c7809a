package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
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
  private final ObjectSink sink;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  private final Map<JsonNode, Integer> sizes = new java.util.IdentityHashMap<>();
  private int aliased;

  private YamlObjects(Reader text, ObjectSink sink) {
    var options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setProcessComments(false);
    options.setNestingDepthLimit(MAX_DEPTH);
    this.parser = new ParserImpl(new StreamReader(text), options);
    this.sink = sink;
  }

  /**
   * Reads all documents; a syntax error ends the stream (what follows cannot be trusted) after what
   * stood before it was handed on.
   */
  static void read(Reader text, ObjectSink sink) {
    var objects = new YamlObjects(text, sink);
    try {
      objects.stream();
    } catch (MarkedYAMLException e) {
      sink.broken(position(e.getProblemMark()), message(e));
    } catch (TooMuch e) {
      sink.broken(e.position, e.text);
    } catch (org.yaml.snakeyaml.error.YAMLException e) {
      sink.broken(Position.UNKNOWN, firstLine(e.getMessage()));
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
    if (first instanceof MappingStartEvent mapping) {
      parser.getEvent();
      JsonNode root = root(mapping, at);
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
  private @Nullable JsonNode root(MappingStartEvent start, Position at) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    anchor(start, root);
    boolean list = false;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event keyEvent = parser.peekEvent();
      String key = key(0);
      if (key.equals("items") && parser.checkEvent(Event.ID.SequenceStart) && mayBeList(root)) {
        list = true;
        items();
      } else {
        put(root, key, node(1), keyEvent);
      }
    }
    parser.getEvent();
    return list ? null : root;
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
      case SequenceStartEvent sequence -> sequence(sequence, depth);
      case MappingStartEvent mapping -> mapping(mapping, depth);
      case Event other -> throw new TooMuch(position(other.getStartMark()), "unexpected " + other);
    };
  }

  private ArrayNode sequence(SequenceStartEvent start, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    anchor(start, array);
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      array.add(node(depth + 1));
    }
    parser.getEvent();
    return array;
  }

  private ObjectNode mapping(MappingStartEvent start, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    anchor(start, object);
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event keyEvent = parser.peekEvent();
      String key = key(depth);
      put(object, key, node(depth + 1), keyEvent);
    }
    parser.getEvent();
    return object;
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

  /**
   * {@code <<} merges a mapping (or several), what stands in the object itself wins: YAML 1.1's
   * merge key, as kubectl reads it.
   */
  private void put(ObjectNode object, String key, JsonNode value, Event at) {
    if (key.equals("<<") && value.isContainerNode()) {
      for (JsonNode merged :
          value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
        merged.properties().forEach(e -> object.putIfAbsent(e.getKey(), e.getValue()));
      }
    } else if (object.has(key)) {
      throw new TooMuch(
          position(at.getStartMark()), "the key \"" + key + "\" stands twice in one mapping");
    } else {
      object.set(key, value);
    }
  }

  private JsonNode alias(AliasEvent alias) {
    JsonNode target = anchors.get(alias.getAnchor());
    if (target == null) {
      throw new TooMuch(
          position(alias.getStartMark()),
          "the alias *" + alias.getAnchor() + " has no anchor before it");
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

  private void anchor(NodeEvent event, JsonNode node) {
    if (event.getAnchor() != null) {
      anchors.put(event.getAnchor(), node);
    }
  }

  private JsonNode anchored(NodeEvent event, JsonNode node) {
    anchor(event, node);
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

  private static Position position(@Nullable Mark mark) {
    return mark == null ? Position.UNKNOWN : new Position(mark.getLine() + 1, mark.getColumn() + 1);
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
