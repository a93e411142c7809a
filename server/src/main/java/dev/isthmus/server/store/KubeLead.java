package dev.isthmus.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.lead.Lead;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The lead by Lease {@code isthmus-server} of the management cluster. */
public final class KubeLead implements Lead {
  /** The Lease's name. */
  public static final String LEASE = "isthmus-server";

  private final KubeObjects cluster;
  private final String namespace;
  private final String self;
  private final LeaseTimes times;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lead").factory());
  private volatile @Nullable LeaseHolder holder;

  /**
   * A candidate.
   *
   * @param self which process it is: no other may have this name, nor this one after a restart
   * @param clock what time the Lease says it was renewed: for people only
   * @param nanos tells time that passes, such as {@link System#nanoTime}
   */
  public KubeLead(
      KubeContext context,
      String namespace,
      String self,
      LeaseTimes times,
      InstantSource clock,
      LongSupplier nanos) {
    this.cluster = KubeObjects.of(context, times.request());
    this.namespace = namespace;
    this.self = self;
    this.times = times;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Of a new candidate, with the times of the product. */
  public static KubeLead candidate(KubeContext where, String namespace, InstantSource clock) {
    return new KubeLead(
        where, namespace, UUID.randomUUID().toString(), LeaseTimes.USUAL, clock, System::nanoTime);
  }

  /**
   * When a leader last renewed the Lease, by the leader's clock; empty: none ever has.
   *
   * @throws IOException when the Lease cannot be read, or says no time
   */
  public static Optional<Instant> lastSign(KubeObjects cluster, String namespace)
      throws IOException {
    Optional<ObjectNode> lease = cluster.find(LeaseText.LEASE, namespace, LEASE);
    String time = lease.map(found -> found.at("/spec/renewTime").asText()).orElse("");
    try {
      return time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time));
    } catch (DateTimeParseException e) {
      throw new IOException(
          "Lease %s/%s: spec.renewTime is no time: %s".formatted(namespace, LEASE, time), e);
    }
  }

  @Override
  public void start(Listener listener) {
    LeaseHolder candidate =
        new LeaseHolder(
            cluster, LeaseText.fresh(namespace, LEASE), self, times, clock, nanos, listener);
    holder = candidate;
    var _ =
        thread.scheduleWithFixedDelay(
            candidate::step, 0, times.pause().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void raise(long above) {
    LeaseHolder candidate = holder;
    if (candidate == null) {
      throw new IllegalStateException("raised before the start");
    }
    try {
      thread.execute(() -> {
        candidate.raise(above);
        candidate.step();
      });
    } catch (RejectedExecutionException e) {
      // It was closed: nothing is led any more.
    }
  }

  /** Waits for the request that is under way, then gives the Lease up. */
  @Override
  public void close() {
    LeaseHolder candidate = holder;
    if (candidate != null) {
      try {
        thread.execute(candidate::release);
      } catch (RejectedExecutionException e) {
        return; // closed before
      }
    }
    thread.shutdown();
    try {
      // A request under way and the release.
      if (!thread.awaitTermination(2 * times.request().toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    cluster.close();
  }
}
