package dev.isthmus.cli.livelab;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What runs, in the order in which it was started; it is ended in the other order. */
final class Parts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  synchronized void add(AutoCloseable part) {
    parts.push(part);
  }

  /** Ends all, whatever one of them says; a second time it does nothing. */
  @Override
  public synchronized void close() throws IOException {
    IOException problem = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        problem = new IOException("cannot be ended: " + e.getMessage(), e);
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
