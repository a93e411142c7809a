package dev.isthmus.kube;

import java.time.Duration;

/** Pauses between tries: doubled each time, up to the longest, with jitter. Not thread-safe. */
final class Backoff {
  private final KubeOptions options;
  private int failures;

  Backoff(KubeOptions options) {
    this.options = options;
  }

  void succeeded() {
    failures = 0;
  }

  /** How long to wait after one more failure. */
  Duration next() {
    long first = options.firstPause().toMillis();
    long full = Math.min(first << Math.min(failures, 20), options.longestPause().toMillis());
    failures++;
    return Duration.ofMillis(full / 2 + Math.round(full / 2.0 * options.jitter().getAsDouble()));
  }
}
