package dev.isthmus.cli.traffic;

import dev.isthmus.lab.LabRequest;
import dev.isthmus.traffic.request.Visit;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A request sent a number of times, and what came of it.
 *
 * @param request the request
 * @param visits each time, as far as the answer that counts is concerned
 * @param through the gateways between the sender and who answered, as {@code istio-eastwestgateway
 *     cluster2 127.4.0.6:15443}; empty: none, or nobody looked
 */
public record Round(LabRequest request, List<Visit> visits, SortedSet<Gateway> through) {
  /**
   * A gateway that requests went through.
   *
   * @param app its application
   * @param cluster its cluster
   * @param address where it was reached
   */
  public record Gateway(String app, String cluster, String address) implements Comparable<Gateway> {
    @Override
    public int compareTo(Gateway other) {
      return (app + cluster + address).compareTo(other.app + other.cluster + other.address);
    }
  }

  public Round {
    visits = List.copyOf(visits);
  }

  /** How often who answered; where nobody did, the status or why there is none. */
  public SortedMap<String, Integer> answers() {
    SortedMap<String, Integer> result = new TreeMap<>();
    visits.forEach(visit -> result.merge(label(visit), 1, Integer::sum));
    return result;
  }

  /** Who answered one of them; where nobody did, the status or why there is none. */
  public static String label(Visit visit) {
    if (visit.status() == 200 && !visit.by().isEmpty()) {
      return visit.by();
    }
    return visit.status() == 0 ? visit.error() : "status " + visit.status();
  }

  /** The identities that those who answered saw of their callers. */
  public NavigableSet<String> callers() {
    return texts(visit -> visit.answer().path("caller").asText());
  }

  /** The identities of those who answered. */
  public NavigableSet<String> identities() {
    return texts(visit -> visit.answer().path("identity").asText());
  }

  /** Whether every answer came over a connection on which both sides showed a certificate. */
  public boolean isMutualTls() {
    return visits.stream()
        .allMatch(it -> it.answer().hasNonNull("caller") && it.answer().hasNonNull("identity"));
  }

  private NavigableSet<String> texts(Function<Visit, String> text) {
    NavigableSet<String> result = new TreeSet<>();
    visits.stream().map(text).filter(it -> !it.isEmpty()).forEach(result::add);
    return result;
  }

  /** What was said instead of an answer, once each. */
  public NavigableSet<String> errors() {
    NavigableSet<String> result = new TreeSet<>();
    visits.stream()
        .filter(it -> it.status() != 0)
        .map(Visit::error)
        .filter(it -> !it.isEmpty())
        .forEach(result::add);
    return result;
  }

  /** The middle one of the times that they took, in milliseconds. */
  public long medianMillis() {
    List<Long> times = visits.stream().map(Visit::millis).sorted().toList();
    return times.get(times.size() / 2);
  }

  /** The longest time that one took, in milliseconds. */
  public long slowestMillis() {
    return visits.stream().mapToLong(Visit::millis).max().orElse(0);
  }
}
