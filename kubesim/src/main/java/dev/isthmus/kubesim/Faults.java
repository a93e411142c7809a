package dev.isthmus.kubesim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is to go wrong in a cluster. Nothing does unless it is asked for. A resource is named as in
 * {@code serviceentries.networking.istio.io}. Thread-safe.
 */
public final class Faults {

  private static final class Rule {
    final Predicate<ApiCall> calls;
    final RequestFault fault;
    int left;

    Rule(Predicate<ApiCall> calls, RequestFault fault, int times) {
      this.calls = calls;
      this.fault = fault;
      this.left = times;
    }
  }

  private enum EventFault {
    LOSE,
    REPEAT,
    SWAP
  }

  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, List<EventFault>> events = new HashMap<>();
  private final Map<Watch, WatchEvent> swapped = new HashMap<>();
  private final Map<String, List<Runnable>> held = new HashMap<>();
  private final Set<String> silent = new HashSet<>();

  /** The next requests that fit go wrong, so many times. */
  public synchronized void fail(Predicate<ApiCall> calls, RequestFault fault, int times) {
    rules.add(new Rule(calls, fault, times));
  }

  /** No more requests go wrong. */
  public synchronized void mend() {
    rules.clear();
  }

  /** Watches of a resource miss the next event. */
  public synchronized void loseEvent(String resource) {
    add(resource, EventFault.LOSE);
  }

  /** Watches of a resource get the next event twice. */
  public synchronized void repeatEvent(String resource) {
    add(resource, EventFault.REPEAT);
  }

  /** Watches of a resource get the next two events in the wrong order. */
  public synchronized void swapEvents(String resource) {
    add(resource, EventFault.SWAP);
  }

  private void add(String resource, EventFault fault) {
    events.computeIfAbsent(resource, _ -> new ArrayList<>()).add(fault);
  }

  /** Events of a resource wait until {@link #releaseEvents}. */
  public synchronized void holdEvents(String resource) {
    held.computeIfAbsent(resource, _ -> new ArrayList<>());
  }

  /** What waits is sent, in order. */
  public synchronized void releaseEvents(String resource) {
    List<Runnable> waiting = held.remove(resource);
    if (waiting != null) {
      waiting.forEach(Runnable::run);
    }
  }

  /** Watches of a resource are open, but nothing comes: no event, no bookmark, no end. */
  public synchronized void silence(String resource) {
    silent.add(resource);
  }

  /** Watches of a resource that are opened from now on work. */
  public synchronized void endSilence(String resource) {
    silent.remove(resource);
  }

  synchronized boolean isSilent(String resource) {
    return silent.contains(resource);
  }

  /** What is to go wrong with a request; that counts as once. */
  synchronized Optional<RequestFault> next(ApiCall call) {
    for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
      Rule rule = all.next();
      if (rule.calls.test(call)) {
        if (--rule.left <= 0) {
          all.remove();
        }
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }

  /** Sends what a commit made to each watch of its resource, as the faults have it. */
  synchronized void send(String resource, Map<Watch, WatchEvent> told) {
    List<EventFault> next = events.getOrDefault(resource, List.of());
    if (told.isEmpty()) {
      return;
    }
    Optional<EventFault> fault =
        next.isEmpty() ? Optional.empty() : Optional.of(next.removeFirst());
    told.forEach((watch, event) -> send(resource, watch, event, fault));
  }

  private void send(String resource, Watch watch, WatchEvent event, Optional<EventFault> fault) {
    if (fault.filter(EventFault.LOSE::equals).isPresent()) {
      return;
    }
    if (fault.filter(EventFault.SWAP::equals).isPresent()) {
      swapped.put(watch, event);
      return;
    }
    deliver(resource, watch, event);
    if (fault.isPresent()) {
      deliver(resource, watch, event);
    }
    WatchEvent late = swapped.remove(watch);
    if (late != null) {
      deliver(resource, watch, late);
    }
  }

  private void deliver(String resource, Watch watch, WatchEvent event) {
    List<Runnable> waiting = held.get(resource);
    if (waiting == null) {
      watch.tell(event);
    } else {
      waiting.add(() -> watch.tell(event));
    }
  }
}
