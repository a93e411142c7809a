package dev.isthmus.api.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that takes events in the order in which they came, and an event of its own when a time
 * has come. A failure of the handler is a bug: nothing is handled after it, and {@link #ended} says
 * so.
 *
 * @param <E> the events
 */
public final class EventLoop<E> implements AutoCloseable {
  /** Clocks may be set: the time is looked at again after so long. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** An event; null: nothing is to be handled any more. */
  private record Item<E>(@Nullable E event, CountDownLatch handled) {}

  private final InstantSource clock;
  private final E woken;
  private final BiConsumer<E, Instant> handler;
  private final BlockingQueue<Item<E>> queue = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable Instant wake;

  /**
   * A loop that does nothing yet.
   *
   * @param name of its thread
   * @param clock may be set back; what the handler is told never goes back ({@link SteadyClock})
   * @param woken the event when a time has come
   * @param handler is called with one event after the other, and the time
   */
  public EventLoop(String name, InstantSource clock, E woken, BiConsumer<E, Instant> handler) {
    this.clock = new SteadyClock(clock);
    this.woken = woken;
    this.handler = handler;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** An event; returns at once. After the end it does nothing. */
  public void put(E event) {
    add(event);
  }

  private Item<E> add(E event) {
    Item<E> item = new Item<>(event, new CountDownLatch(1));
    if (!ended.isDone()) {
      queue.add(item);
    }
    if (ended.isDone()) {
      item.handled.countDown();
    }
    return item;
  }

  /** Nobody waits for what is handled no more. */
  private void forgetAll() {
    for (Item<E> item = queue.poll(); item != null; item = queue.poll()) {
      item.handled.countDown();
    }
  }

  /** An event, and waits until it was handled, or until the end: so a fast source is held back. */
  public void putAndWait(E event) {
    Item<E> item = add(event);
    if (Thread.currentThread() != thread) {
      try {
        item.handled.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Asks for the event of time at this time, or soon after. Of several times the earliest counts:
   * the handler asks anew at each event. Only the handler may call it.
   */
  public void wakeAt(Instant time) {
    if (wake == null || time.isBefore(wake)) {
      wake = time;
    }
  }

  /** Whether another event is there already, to be handled next. */
  public boolean hasMore() {
    return !queue.isEmpty();
  }

  /** How it ended: normally with why, or with the failure of the handler. */
  public CompletionStage<String> ended() {
    return ended;
  }

  /** Ends it with a reason; the event that is handled now is the last. */
  public void end(String why) {
    closed = true;
    ended.complete(why);
    forgetAll();
    queue.add(new Item<>(null, new CountDownLatch(1)));
  }

  private void run() {
    try {
      while (!closed) {
        Item<E> item = next();
        try {
          if (item != null && item.event != null && !closed) {
            handler.accept(item.event, clock.instant());
          }
        } finally {
          if (item != null) {
            item.handled.countDown();
          }
        }
      }
    } catch (InterruptedException e) {
      ended.complete("it was interrupted");
    } catch (RuntimeException | Error e) {
      ended.completeExceptionally(e);
    } finally {
      forgetAll();
    }
  }

  private @Nullable Item<E> next() throws InterruptedException {
    if (wake == null) {
      return queue.take();
    }
    long millis =
        Math.clamp(Duration.between(clock.instant(), wake).toMillis() + 1, 0, LONGEST.toMillis());
    Item<E> item = queue.poll(millis, TimeUnit.MILLISECONDS);
    if (item == null && wake != null && !clock.instant().isBefore(wake)) {
      wake = null;
      return new Item<>(woken, new CountDownLatch(1));
    }
    return item;
  }

  /** Ends it, and waits until nothing is handled any more. */
  @Override
  public void close() {
    end("it was closed");
    if (Thread.currentThread() != thread) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
