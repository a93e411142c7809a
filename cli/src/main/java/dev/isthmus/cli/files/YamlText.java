package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Objects as YAML the way kubectl writes them: block style, lists at their parent's indentation,
 * quotes only around texts that some YAML reader would take for something else.
 */
public final class YamlText {
  private static final ObjectWriter WRITER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .stringQuotingChecker(new Quoting())
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .build())
          .build()
          .writer();

  private YamlText() {}

  /** One document, with a newline at its end and without a marker. */
  public static String of(JsonNode object) {
    try {
      return WRITER.writeValueAsString(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Texts that readers of YAML 1.1 or 1.2 take for numbers, booleans, nulls, timestamps. */
  private static final class Quoting extends StringQuotingChecker {
    private static final long serialVersionUID = 1;
    private static final Pattern TIME =
        Pattern.compile(
            "[-+]?[0-9][0-9_]*(:[0-9_]+)+(\\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+]?[0-9]+)?");
    private static final Pattern WORD =
        Pattern.compile("[yYnN=]|<<|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    @Override
    public boolean needToQuoteName(String name) {
      return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return !YamlScalar.isText(value)
          || TIME.matcher(value).matches()
          || WORD.matcher(value).matches()
          || valueHasQuotableChar(value);
    }
  }
}
