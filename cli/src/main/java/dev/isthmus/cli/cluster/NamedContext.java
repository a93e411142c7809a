package dev.isthmus.cli.cluster;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A cluster of a snapshot: {@code CONTEXT}, or {@code NAME=CONTEXT} where the context is named
 * otherwise.
 */
public record NamedContext(String name, String context) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]*[a-z0-9])?");

  /** Reads an option's value. */
  public static final class Converter implements ITypeConverter<NamedContext> {
    @Override
    public NamedContext convert(String text) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      if (!NAME.matcher(name).matches()) {
        throw new TypeConversionException(
            "'%s' is no name of a cluster; name it as its KubernetesCluster does: NAME=%s"
                .formatted(name, text.substring(equals + 1)));
      }
      return new NamedContext(name, text.substring(equals + 1));
    }
  }
}
