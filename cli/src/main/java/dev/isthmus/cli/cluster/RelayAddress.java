package dev.isthmus.cli.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code HOST:PORT}, as agents dial it. */
final class RelayAddress implements ITypeConverter<String> {
  private static final Pattern PLAIN =
      Pattern.compile("([-.A-Za-z0-9]+|\\[[0-9a-fA-F:.]+\\]):([0-9]{1,5})");

  @Override
  public String convert(String text) {
    Matcher matcher = PLAIN.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      throw new TypeConversionException(
          "'" + text + "' is no address of a server: write HOST:PORT, as in relay.example:9900");
    }
    return text;
  }
}
