package dev.isthmus.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as users write them ({@code 0.5s}, {@code 1h30m}) and as proto JSON does ({@code
 * 0.500s}): API reference, section 0, rule 3.
 */
public final class ProtoDuration {

  /** More than a proto duration holds, which ends at 10,000 years. */
  private static final int MAX_TEXT = 64;

  private static final Duration MAX = Duration.ofDays(3_652_500);

  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private ProtoDuration() {}

  /** The duration that a text stands for; empty if it is none, negative, or beyond 10,000 years. */
  public static Optional<Duration> parse(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      return Optional.empty();
    }
    Matcher part = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length()) {
      if (!part.find(end) || part.start() != end) {
        return Optional.empty();
      }
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
      end = part.end();
    }
    BigDecimal[] seconds =
        nanos.setScale(0, RoundingMode.DOWN).divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    if (seconds[0].compareTo(BigDecimal.valueOf(MAX.toSeconds())) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValueExact()));
  }

  private static BigDecimal nanosOf(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 1_000L; // the three spellings of microseconds
        });
  }

  /** Proto JSON: seconds with 0, 3, 6 or 9 decimals, as many as are needed. */
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("negative: " + duration);
    }
    int nanos = duration.getNano();
    long seconds = duration.getSeconds();
    if (nanos == 0) {
      return seconds + "s";
    }
    if (nanos % 1_000_000 == 0) {
      return String.format(Locale.ROOT, "%d.%03ds", seconds, nanos / 1_000_000);
    }
    if (nanos % 1_000 == 0) {
      return String.format(Locale.ROOT, "%d.%06ds", seconds, nanos / 1_000);
    }
    return String.format(Locale.ROOT, "%d.%09ds", seconds, nanos);
  }
}
