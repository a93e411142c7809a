package dev.isthmus.api.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class EventLoopTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @Test
  void eventsAreHandledInTheirOrder() {
    List<String> seen = new ArrayList<>();
    try (EventLoop<String> loop = new EventLoop<>("t", CLOCK, "woken", (e, _) -> seen.add(e))) {
      loop.put("a");
      loop.start();
      loop.put("b");
      loop.putAndWait("c");
      assertThat(seen).containsExactly("a", "b", "c");
    }
  }

  @Test
  void timeIsAnEvent() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    AtomicReference<EventLoop<String>> self = new AtomicReference<>();
    Instant wanted = CLOCK.instant().plusMillis(20);
    AtomicReference<Instant> came = new AtomicReference<>();
    EventLoop<String> loop =
        new EventLoop<>(
            "t",
            CLOCK,
            "woken",
            (event, now) -> {
              if (event.equals("start")) {
                self.get().wakeAt(wanted.plusSeconds(3600));
                self.get().wakeAt(wanted); // the earliest counts
              }
              came.set(now);
              seen.add(event);
            });
    self.set(loop);
    try (loop) {
      loop.put("start");
      loop.start();
      assertThat(seen.poll(5, TimeUnit.MINUTES)).isEqualTo("start");
      assertThat(seen.poll(5, TimeUnit.MINUTES)).isEqualTo("woken");
      assertThat(came.get()).isAfterOrEqualTo(wanted);
    }
  }

  @Test
  void afterAFailureNothingIsHandledAndNobodyWaits() {
    List<String> seen = new ArrayList<>();
    try (EventLoop<String> loop =
        new EventLoop<>(
            "t",
            CLOCK,
            "woken",
            (event, _) -> {
              seen.add(event);
              throw new IllegalStateException("a bug");
            })) {
      loop.start();
      loop.putAndWait("a");
      assertThatThrownBy(() -> loop.ended().toCompletableFuture().get(5, TimeUnit.MINUTES))
          .hasRootCauseMessage("a bug");
      loop.putAndWait("b");
      assertThat(seen).containsExactly("a");
    }
  }

  @Test
  void whoWaitsIsFreedByTheEnd() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    EventLoop<String> loop =
        new EventLoop<>(
            "t",
            CLOCK,
            "woken",
            (_, _) -> {
              busy.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    loop.start();
    loop.put("a");
    Thread waiting = Thread.ofVirtual().start(() -> loop.putAndWait("b"));
    busy.await();
    loop.end("enough");
    waiting.join();
    assertThat(loop.ended().toCompletableFuture().get()).isEqualTo("enough");
    never.countDown();
    loop.close();
  }
}
