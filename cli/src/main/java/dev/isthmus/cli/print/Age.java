package dev.isthmus.cli.print;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How long ago something was, as kubectl's tables say it: {@code 45s}, {@code 12m}, {@code 3h}. */
public final class Age {
  private Age() {}

  /** Since a time as Kubernetes writes it; empty when it is none. */
  public static String of(String since, Instant now) {
    try {
      long seconds = Math.max(0, Duration.between(Instant.parse(since), now).toSeconds());
      return seconds < 120
          ? seconds + "s"
          : seconds < 2 * 3600
              ? seconds / 60 + "m"
              : seconds < 2 * 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    } catch (DateTimeParseException e) {
      return "";
    }
  }
}
