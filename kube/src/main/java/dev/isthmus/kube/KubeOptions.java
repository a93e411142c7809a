package dev.isthmus.kube;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How a cluster's API server is used.
 *
 * @param pageSize how many objects one page of a list has
 * @param requestTimeout after which a request counts as lost
 * @param watchTime after which the API server ends a watch, and a new one goes on
 * @param silence after which a watch without a word, not even a bookmark, is given up for a new
 *     list; most API servers send a bookmark about every minute
 * @param firstPause the pause after a failure; each more doubles it
 * @param longestPause the longest pause
 * @param jitter from 0 to 1: which part of the upper half of a pause is waited
 * @param writesPerSecond the budget of writes
 * @param burst how many writes may come at once
 */
public record KubeOptions(
    int pageSize,
    Duration requestTimeout,
    Duration watchTime,
    Duration silence,
    Duration firstPause,
    Duration longestPause,
    DoubleSupplier jitter,
    double writesPerSecond,
    int burst) {

  /** What an agent uses. */
  public static KubeOptions usual() {
    return new KubeOptions(
        500,
        Duration.ofSeconds(30),
        Duration.ofMinutes(8),
        Duration.ofSeconds(150),
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        Math::random,
        50,
        100);
  }

  /** With watches that are found dead after another time. */
  public KubeOptions withSilence(Duration time) {
    return new KubeOptions(
        pageSize,
        requestTimeout,
        watchTime,
        time,
        firstPause,
        longestPause,
        jitter,
        writesPerSecond,
        burst);
  }

  /** With other pages, time-outs and pauses. */
  public KubeOptions with(int page, Duration timeout, Duration pause) {
    return new KubeOptions(
        page,
        timeout,
        watchTime,
        silence,
        pause,
        pause.multipliedBy(4),
        jitter,
        writesPerSecond,
        burst);
  }
}
