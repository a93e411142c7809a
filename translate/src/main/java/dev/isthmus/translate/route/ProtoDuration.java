package dev.isthmus.translate.route;

import java.time.Duration;
import java.util.Locale;

/**
 * Durations as proto JSON writes them: seconds with 0, 3, 6 or 9 decimals ({@code 0.5s} becomes
 * {@code 0.500s}).
 */
final class ProtoDuration {
  private ProtoDuration() {}

  /** A duration that is not negative. */
  static String text(Duration duration) {
    var nanos = duration.getNano();
    var seconds = duration.getSeconds();
    if (nanos == 0) {
      return seconds + "s";
    }
    if (nanos % 1_000_000 == 0) {
      return String.format(Locale.ROOT, "%d.%03ds", seconds, nanos / 1_000_000);
    }
    return nanos % 1_000 == 0
        ? String.format(Locale.ROOT, "%d.%06ds", seconds, nanos / 1_000)
        : String.format(Locale.ROOT, "%d.%09ds", seconds, nanos);
  }
}
