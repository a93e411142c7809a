package dev.isthmus.envoy.proto;

import com.google.protobuf.Duration;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Istio writes them: {@code 2s}, {@code 0.5s}, {@code 1h30m}, {@code 500ms}. */
public final class Durations {
  public static final Duration ZERO = Duration.getDefaultInstance();

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");

  private Durations() {}

  /** What cannot be read counts as nothing: Istio's API server refuses it. */
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    while (part.find()) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
    }
    BigDecimal[] result = nanos.divideAndRemainder(NANOS);
    return Duration.newBuilder()
        .setSeconds(result[0].longValue())
        .setNanos(result[1].intValue())
        .build();
  }

  private static BigDecimal unit(String name) {
    return switch (name) {
      case "ns" -> BigDecimal.ONE;
      case "us", "µs" -> BigDecimal.valueOf(1_000);
      case "ms" -> BigDecimal.valueOf(1_000_000);
      case "s" -> NANOS;
      case "m" -> NANOS.multiply(BigDecimal.valueOf(60));
      default -> NANOS.multiply(BigDecimal.valueOf(3600));
    };
  }
}
