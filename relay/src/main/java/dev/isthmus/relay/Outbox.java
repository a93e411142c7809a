package dev.isthmus.relay;

import java.util.List;

/** What waits to be sent: for each key the newest. Not thread-safe. */
interface Outbox<T> {
  /** Adds a message; it takes the place of what it makes void. */
  void add(T message);

  /** Takes all that waits, in the order in which it is to be sent. */
  List<T> drain();
}
