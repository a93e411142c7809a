package dev.isthmus.server.shell;

import dev.isthmus.api.port.Up;
import dev.isthmus.server.Memory;
import dev.isthmus.server.record.ServerRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the memory on a thread of its own: a second or more after something has changed, and no
 * more than a tenth of the time.
 */
final class Writing implements AutoCloseable {
  /** From what changes to its writing: what follows from it goes first. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration APART = Duration.ofSeconds(5);

  private final ServerRecord record;
  private final Consumer<String> log;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("server-record").factory());
  private volatile Duration lastTook = Duration.ZERO;
  private volatile boolean busy;
  private boolean changed;
  private Instant next = Instant.MIN;
  private boolean failed;

  Writing(ServerRecord record, Consumer<String> log) {
    this.record = record;
    this.log = log;
  }

  /** Something was said: it may be what the next server should know. */
  void said(Up message, Instant now) {
    switch (message) {
      case Up.Snapshot _, Up.Delta _, Up.Hello _ -> {
        if (!changed && next.isBefore(now.plus(SOON))) {
          next = now.plus(SOON);
        }
        changed = true;
      }
      case Up.SourceLost _, Up.Applied _ -> {}
    }
  }

  /** Writes if it is time. Says when to ask again; empty: when something has changed. */
  Optional<Instant> due(Instant now, Supplier<Memory> memory) {
    if (!changed) {
      return Optional.empty();
    }
    if (busy || now.isBefore(next)) {
      return Optional.of(now.isBefore(next) ? next : now.plus(APART));
    }
    changed = false;
    busy = true;
    Duration pause = lastTook.multipliedBy(10);
    next = now.plus(pause.compareTo(APART) > 0 ? pause : APART);
    Memory newest = memory.get();
    writer.execute(() -> write(newest));
    return Optional.empty();
  }

  private void write(Memory memory) {
    long start = System.nanoTime();
    try {
      record.write(memory);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        log.accept(
            "The record cannot be written: "
                + e.getMessage()
                + ". A next server would begin without it.");
      }
    } finally {
      lastTook = Duration.ofNanos(System.nanoTime() - start);
      busy = false;
    }
  }

  /** Writes once more, and waits for it. */
  void last(Memory memory) {
    writer.execute(() -> write(memory));
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
        log.accept("The record was not written to its end: the disk is slow.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
