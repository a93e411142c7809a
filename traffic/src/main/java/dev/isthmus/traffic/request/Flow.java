package dev.isthmus.traffic.request;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One request over and over, from several clients at once, while something changes. Each client
 * waits for its answer before it asks again.
 */
public final class Flow implements AutoCloseable {
  private static final int CLIENTS = 2;

  /** Between a client's answer and its next request: the machine has other things to do too. */
  private static final long PAUSE_NANOS = 4_000_000;

  /** Sends the request once. */
  public interface Sender {
    Visit send() throws InterruptedException;
  }

  private final Sender sender;
  private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean stopped;

  private Flow(Sender sender) {
    this.sender = sender;
  }

  /** Starts to send. */
  public static Flow start(Sender sender) {
    Flow flow = new Flow(sender);
    for (int i = 0; i < CLIENTS; i++) {
      flow.clients.add(Thread.ofVirtual().start(flow::send));
    }
    return flow;
  }

  private void send() {
    try {
      while (!stopped) {
        visits.add(sender.send());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The visits that have ended until now, in the order in which they ended. */
  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  /** Sends no more, and waits for the last answers. */
  public List<Visit> stop() throws InterruptedException {
    stopped = true;
    for (Thread client : clients) {
      client.join();
    }
    return visits();
  }

  @Override
  public void close() {
    stopped = true;
    clients.forEach(Thread::interrupt);
  }
}
