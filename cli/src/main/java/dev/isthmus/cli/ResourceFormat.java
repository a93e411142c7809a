package dev.isthmus.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms in which Envoy's resources are written, by istioctl's names and ours. */
enum ResourceFormat {
  TABLE,
  JSON,
  YAML;

  /** Reads the value of {@code -o}; {@code short} is what istioctl calls the table. */
  static final class Converter implements ITypeConverter<ResourceFormat> {
    @Override
    public ResourceFormat convert(String value) {
      return switch (value) {
        case "table", "short" -> TABLE;
        case "json" -> JSON;
        case "yaml" -> YAML;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is no format; there are table (or short), json, yaml");
      };
    }
  }

  /** For completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("table", "short", "json", "yaml").iterator();
    }
  }
}
