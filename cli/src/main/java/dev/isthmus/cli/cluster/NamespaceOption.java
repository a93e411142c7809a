package dev.isthmus.cli.cluster;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where Isthmus keeps its own objects. */
public final class NamespaceOption {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "isthmus",
      converter = Label.class,
      description = "Where Isthmus keeps its own objects (default: ${DEFAULT-VALUE}).")
  private String namespace = "isthmus";

  /** Its name. */
  public String namespace() {
    return namespace;
  }

  /** A name that a namespace may have. */
  static final class Label implements ITypeConverter<String> {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    @Override
    public String convert(String text) {
      if (!PLAIN.matcher(text).matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no name of a namespace: lower case letters, digits and '-'");
      }
      return text;
    }
  }
}
