package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;

/**
 * Objects as YAML the way kubectl writes them: block style, lists at their parent's indentation,
 * quotes only around texts that some YAML reader would take for something else.
 */
public final class YamlText {
  private static final DumperOptions OPTIONS = options();
  private static final ImplicitTuple IMPLICIT = new ImplicitTuple(true, true);

  /** Texts that readers of YAML 1.1 take for times, or for numbers, beyond what ours does. */
  private static final Pattern TIME =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*(:[0-9_]+)+(\\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
              + "|[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+]?[0-9]+)?");

  private static final Pattern WORD =
      Pattern.compile("=|<<|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private final Emitter emitter;

  private YamlText(Emitter emitter) {
    this.emitter = emitter;
  }

  /** One document, with a newline at its end and without a marker. */
  public static String of(JsonNode object) {
    var text = new StringWriter();
    try {
      new YamlText(new Emitter(text, OPTIONS)).document(object);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  /** Several documents, with a marker between them. */
  public static String documents(Collection<? extends JsonNode> objects) {
    return objects.stream().map(YamlText::of).collect(Collectors.joining("---\n"));
  }

  private void document(JsonNode object) throws IOException {
    emitter.emit(new StreamStartEvent(null, null));
    emitter.emit(new DocumentStartEvent(null, null, false, null, null));
    node(object);
    emitter.emit(new DocumentEndEvent(null, null, false));
    emitter.emit(new StreamEndEvent(null, null));
  }

  private void node(JsonNode node) throws IOException {
    if (node.isObject()) {
      emitter.emit(new MappingStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
      for (var field : node.properties()) {
        emitter.emit(text(field.getKey()));
        node(field.getValue());
      }
      emitter.emit(new MappingEndEvent(null, null));
    } else if (node.isArray()) {
      emitter.emit(new SequenceStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
      for (JsonNode item : node) {
        node(item);
      }
      emitter.emit(new SequenceEndEvent(null, null));
    } else {
      emitter.emit(
          node.isTextual() ? text(node.textValue()) : scalar(node.asText(), ScalarStyle.PLAIN));
    }
  }

  private static Event text(String text) {
    return scalar(text, style(text));
  }

  /** The emitter quotes a plain text that it could not write otherwise. */
  private static ScalarStyle style(String text) {
    if (text.codePoints().anyMatch(YamlText::isOdd)
        || !YamlScalar.isText(text)
        || TIME.matcher(text).matches()
        || WORD.matcher(text).matches()) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    return text.indexOf('\n') >= 0 ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
  }

  /** Characters that only escapes keep. */
  private static boolean isOdd(int c) {
    return (c < ' ' && c != '\n') || (c > '~' && !Character.isLetterOrDigit(c));
  }

  private static Event scalar(String text, ScalarStyle style) {
    return new ScalarEvent(null, null, IMPLICIT, text, null, null, style);
  }

  private static DumperOptions options() {
    var options = new DumperOptions();
    options.setSplitLines(false);
    options.setAllowUnicode(true);
    return options;
  }
}
