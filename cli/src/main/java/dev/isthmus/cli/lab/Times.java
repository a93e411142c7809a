package dev.isthmus.cli.lab;

import java.util.Locale;

/** Times as people read them. */
final class Times {
  private static final long SECONDS_FROM = 10_000;
  private static final double MILLIS = 1_000.0;

  private Times() {}

  /** {@code 41 ms}, {@code 2.1 s}, {@code 12 s}. */
  static String text(long millis) {
    if (millis < MILLIS) {
      return millis + " ms";
    }
    return String.format(Locale.ROOT, millis < SECONDS_FROM ? "%.1f s" : "%.0f s", millis / MILLIS);
  }
}
