package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server ordered, and how it is carried out: each object is judged anew whenever something
 * is seen or answered; one write of an object is under way at a time. Objects are never deleted to
 * be made again: Istio decides conflicts by age.
 */
final class Orders {
  /** So many writes are under way at most. */
  private static final int MOST_AT_ONCE = 16;

  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(5);
  private static final Duration UNKNOWN_PAUSE = Duration.ofSeconds(1);

  /** A watch that is not silent shows within this what was deleted. */
  private static final Duration WATCH_BEHIND = Duration.ofSeconds(30);

  private final SortedMap<ObjectRef, Order> orders = new TreeMap<>();

  /** Orders of which something was seen: judged at the next occasion. */
  private final TreeSet<ObjectRef> urgent = new TreeSet<>();

  /** Orders that are judged as soon as there is room for a write. */
  private final LinkedHashSet<ObjectRef> queue = new LinkedHashSet<>();

  /** Orders that wait for a time. */
  private final SortedMap<Instant, Set<ObjectRef>> later = new TreeMap<>();

  private final Map<ObjectRef, Long> underWay = new HashMap<>();

  /** The spec that the API server made of what was written, and the hash of it. */
  private final Map<ObjectRef, Kept> kept = new HashMap<>();

  private final TreeSet<ObjectRef> settled = new TreeSet<>();
  private final SortedMap<ObjectRef, Refusal> refusals = new TreeMap<>();
  private Instant pausedUntil = Instant.MIN;

  /** Objects that were deleted; the watch may still show them for a while. */
  private final Map<ObjectRef, Deleted> deleted = new HashMap<>();

  /** The version that was deleted: shown longer than this, it is there again, by a restore. */
  private record Deleted(String version, Instant until) {}

  private record Kept(String hash, JsonNode spec) {}

  void take(Down.Desired desired) {
    desired.puts().forEach(put -> take(new Order(put.ref(), put.proof(), put)));
    desired.deletes().forEach(delete -> take(new Order(delete.ref(), delete.proof(), null)));
  }

  private void take(Order order) {
    orders.put(order.ref, order);
    settled.remove(order.ref);
    refusals.remove(order.ref);
    urgent.add(order.ref);
  }

  /** Forgets all orders; what is under way at the API server is waited for. */
  void drop() {
    orders.clear();
    urgent.clear();
    queue.clear();
    later.clear();
    settled.clear();
    refusals.clear();
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }

  boolean hasWork() {
    return !urgent.isEmpty() || !queue.isEmpty();
  }

  /** Something of this object was seen. */
  void seen(ObjectRef ref) {
    if (orders.containsKey(ref)) {
      urgent.add(ref);
    }
  }

  /** Lets those orders whose time has come take part again. */
  void awake(Instant now) {
    while (!later.isEmpty() && !later.firstKey().isAfter(now)) {
      queue.addAll(later.remove(later.firstKey()));
    }
  }

  /** The writes to send now, each with a number from {@code ids}. */
  Map<Long, Write> due(
      Function<ObjectRef, Optional<Report>> reports, Instant now, LongSupplier ids) {
    Map<Long, Write> writes = new TreeMap<>();
    for (ObjectRef ref : urgent) {
      // What is right is settled at once; what needs a write takes its turn.
      judge(ref, reports, now).ifPresent(_ -> queue.add(ref));
    }
    urgent.clear();
    while (!now.isBefore(pausedUntil) && underWay.size() < MOST_AT_ONCE && !queue.isEmpty()) {
      ObjectRef ref = queue.removeFirst();
      judge(ref, reports, now)
          .filter(_ -> isTime(ref, now))
          .ifPresent(write -> {
            long id = ids.getAsLong();
            underWay.put(ref, id);
            writes.put(id, write);
          });
    }
    return writes;
  }

  private boolean isTime(ObjectRef ref, Instant now) {
    Order order = orders.get(ref);
    if (order != null && order.next.isAfter(now)) {
      later.computeIfAbsent(order.next, _ -> new TreeSet<>()).add(ref);
      return false;
    }
    return true;
  }

  private Optional<Write> judge(
      ObjectRef ref, Function<ObjectRef, Optional<Report>> reports, Instant now) {
    Order order = orders.get(ref);
    if (order == null || underWay.containsKey(ref)) {
      return Optional.empty();
    }
    Report report = reports.apply(ref).filter(Report::isLive).orElse(null);
    if (report == null) {
      later.computeIfAbsent(now.plus(UNKNOWN_PAUSE), _ -> new TreeSet<>()).add(ref);
      return Optional.empty();
    }
    StoredObject there = report.stored(ref);
    Deleted gone = deleted.get(ref);
    if (there != null
        && gone != null
        && there.resourceVersion().equals(gone.version())
        && now.isBefore(gone.until())) {
      later.computeIfAbsent(gone.until(), _ -> new TreeSet<>()).add(ref);
      return Optional.empty(); // it is gone already, or going: what is seen is old
    }
    deleted.remove(ref);
    return judge(order, there, now);
  }

  private Optional<Write> judge(Order order, @Nullable StoredObject there, Instant now) {
    DesiredObject desired = order.desired;
    Kept former = kept.get(order.ref);
    JsonNode spec =
        former != null && desired != null && former.hash().equals(desired.hash())
            ? former.spec()
            : null;
    return switch (Verdict.of(order, there, spec)) {
      case Verdict.Right _ -> right(order);
      case Verdict.Going _ -> Optional.empty();
      case Verdict.Foreign _ -> foreign(order, now);
      case Verdict.Needs needs -> Optional.of(needs.write());
    };
  }

  private Optional<Write> right(Order order) {
    order.relax();
    if (!order.answered) {
      order.answered = true;
      settled.add(order.ref);
      refusals.remove(order.ref);
    }
    return Optional.empty();
  }

  private Optional<Write> foreign(Order order, Instant now) {
    refuse(order, Refusal.Why.FOREIGN, "an object without our proof has the name", now);
    return Optional.empty();
  }

  private void refuse(Order order, Refusal.Why why, String detail, Instant now) {
    order.next = now.plus(REFUSED_PAUSE);
    order.answered = false;
    settled.remove(order.ref);
    String hash = order.desired == null ? "" : order.desired.hash();
    refusals.put(order.ref, new Refusal(order.ref, hash, why, detail));
    if (why == Refusal.Why.FOREIGN) {
      order.next = Instant.MIN; // judged again when it is seen to change
    }
  }

  /** A write was answered. */
  void answered(Write write, WriteResult result, Instant now) {
    underWay.remove(write.ref());
    if (result instanceof WriteResult.Deleted && write instanceof Write.Delete delete) {
      deleted.put(write.ref(), new Deleted(delete.resourceVersion(), now.plus(WATCH_BEHIND)));
    }
    Order order = orders.get(write.ref());
    if (order == null) {
      return;
    }
    urgent.add(order.ref);
    switch (result) {
      case WriteResult.Stored stored -> keep(write, stored.object());
      case WriteResult.Deleted _ -> order.backOff(now);
      case WriteResult.AlreadyExists _ -> order.backOff(now);
      case WriteResult.Conflict _ -> order.backOff(now);
      case WriteResult.Unknown _ -> order.backOff(now);
      case WriteResult.Throttled throttled -> pausedUntil = now.plus(throttled.retryAfter());
      case WriteResult.NotFound notFound -> {
        if (write instanceof Write.Create) {
          refuse(order, Refusal.Why.NOT_THERE, notFound.message(), now);
        }
        order.backOff(now);
      }
      case WriteResult.Invalid invalid ->
          refuse(order, Refusal.Why.INVALID, invalid.message(), now);
      case WriteResult.Forbidden forbidden -> {
        refuse(order, Refusal.Why.FORBIDDEN, forbidden.message(), now);
        order.backOff(now);
      }
    }
  }

  private void keep(Write write, StoredObject object) {
    JsonNode json =
        switch (write) {
          case Write.Create create -> create.json();
          case Write.Replace replace -> replace.json();
          case Write.Delete _, Write.ApplyStatus _ -> object.json();
        };
    String hash = json.path("metadata").path("annotations").path(DesiredObject.HASH).asText("");
    kept.put(write.ref(), new Kept(hash, object.json().path("spec")));
  }

  /** Objects that were settled since the last call. */
  List<ObjectRef> takeSettled() {
    List<ObjectRef> all = List.copyOf(settled);
    settled.clear();
    return all;
  }

  /** Orders that were refused since the last call. */
  List<Refusal> takeRefusals() {
    List<Refusal> all = new ArrayList<>(refusals.values());
    refusals.clear();
    return all;
  }

  /** When to look again; empty: when something happens. */
  Optional<Instant> next(Instant now) {
    Instant first = later.isEmpty() ? null : later.firstKey();
    if (!queue.isEmpty() && now.isBefore(pausedUntil)) {
      first = first == null || pausedUntil.isBefore(first) ? pausedUntil : first;
    }
    return Optional.ofNullable(first);
  }
}
