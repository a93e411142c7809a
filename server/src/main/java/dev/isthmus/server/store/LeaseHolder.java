package dev.isthmus.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.lead.Lead;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One candidate for a Lease: each {@link #step} makes at most two requests. One thread at a time.
 *
 * <p>Others' clocks are never compared: a Lease counts as abandoned when this candidate has seen it
 * unchanged for its whole life. A holder counts from before its last good request, so it gives up
 * before others can take over. What a holder does after that (a paused process) is fenced by the
 * epoch, which each acquisition raises by compare-and-set.
 */
final class LeaseHolder {
  private final KubeObjects cluster;
  private final ObjectNode fresh;
  private final String self;
  private final LeaseTimes times;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Lead.Listener listener;

  private @Nullable ObjectNode known;
  private boolean certain;
  private String watched = "";
  private long watchedSince;
  private boolean leading;
  private long epoch;
  private long highest;
  private long floor;
  private long renewed;
  private String trouble = "";
  private boolean closed;

  LeaseHolder(
      KubeObjects cluster,
      ObjectNode fresh,
      String self,
      LeaseTimes times,
      InstantSource clock,
      LongSupplier nanos,
      Lead.Listener listener) {
    this.cluster = cluster;
    this.fresh = fresh;
    this.self = self;
    this.times = times;
    this.clock = clock;
    this.nanos = nanos;
    this.listener = listener;
  }

  /** The next epoch is above this one. */
  void raise(long above) {
    floor = Math.max(floor, above);
  }

  /** Renews, takes, or looks who holds it. */
  void step() {
    if (closed) {
      return;
    }
    loseInTime();
    try {
      if (leading) {
        renew();
      } else {
        acquire();
      }
      trouble = "";
    } catch (KubeException e) {
      certain = false; // the next step looks what is there
      trouble = ": " + e.getMessage();
      loseInTime();
    } catch (RuntimeException e) { // nobody may go on leading whose Lease is not renewed
      lose("renewing the Lease failed: " + e);
    }
  }

  private void loseInTime() {
    if (leading && !isTimeForARequest()) {
      lose("the Lease could not be renewed in time" + trouble);
    }
  }

  /** Whether a request that begins now ends, at the latest, before others may take over. */
  private boolean isTimeForARequest() {
    return nanos.getAsLong() - renewed + times.request().toNanos() < times.life().toNanos();
  }

  private void renew() throws KubeException {
    ObjectNode lease = certain ? known() : look();
    if (!LeaseText.holder(lease).equals(self) || LeaseText.epoch(lease) != epoch) {
      lose(
          "the Lease is held by '%s' with epoch %d"
              .formatted(LeaseText.holder(lease), LeaseText.epoch(lease)));
    } else if (epoch <= floor) {
      take(lease);
    } else if (isTimeForARequest()) { // looking may have taken long
      long began = nanos.getAsLong();
      store(LeaseText.renewed(lease, clock.instant()), began);
    }
  }

  private void acquire() throws KubeException {
    ObjectNode lease = look();
    String holder = LeaseText.holder(lease);
    String state = LeaseText.version(lease);
    if (!state.equals(watched)) {
      watched = state;
      watchedSince = nanos.getAsLong();
    }
    boolean abandoned = nanos.getAsLong() - watchedSince >= times.life().toNanos();
    // Its own, but not leading: an answer was lost, or it gave up. The old epoch is spent.
    if (holder.isEmpty() || holder.equals(self) || abandoned) {
      take(lease);
    }
  }

  private ObjectNode look() throws KubeException {
    Optional<ObjectNode> there = cluster.find(LeaseText.LEASE, at("namespace"), at("name"));
    known = there.orElse(fresh);
    certain = true;
    highest = Math.max(highest, LeaseText.epoch(known));
    return known;
  }

  private ObjectNode known() {
    return known == null ? fresh : known;
  }

  private String at(String field) {
    return fresh.path("metadata").path(field).asText();
  }

  private void take(ObjectNode lease) throws KubeException {
    long began = nanos.getAsLong();
    long next = Math.max(highest, floor) + 1;
    store(LeaseText.taken(lease, self, next, clock.instant(), times.life().toSeconds()), began);
    epoch = next;
    highest = next;
    leading = true;
    listener.leads(next);
  }

  private void store(ObjectNode lease, long began) throws KubeException {
    known = LeaseText.version(lease).isEmpty() ? cluster.create(lease) : cluster.replace(lease);
    renewed = began;
  }

  private void lose(String why) {
    certain = false;
    if (leading) {
      leading = false;
      listener.lost(why);
    }
  }

  /** Lets others take it at once; what fails is left to time. */
  void release() {
    closed = true;
    if (leading && certain) {
      leading = false;
      try {
        cluster.replace(LeaseText.released(known(), clock.instant()));
      } catch (KubeException e) {
        // Others take it after its life.
      }
    }
  }
}
