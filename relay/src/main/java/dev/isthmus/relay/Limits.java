package dev.isthmus.relay;

import java.time.Duration;

/**
 * What a peer may cost.
 *
 * @param handshake the longest TLS handshake
 * @param hello the longest time from the call to its {@code Hello}
 * @param nextFrame the longest time between two frames of a message
 * @param message the most bytes of a message, all frames together
 * @param messagesPerSecond how many messages of an agent are read in a second, in the long run
 * @param burst how many are read at once
 * @param ping how long a connection may be silent before it is asked whether it lives; closed after
 *     half of it without an answer
 */
public record Limits(
    Duration handshake,
    Duration hello,
    Duration nextFrame,
    long message,
    int messagesPerSecond,
    int burst,
    Duration ping) {

  /** Those of the product. */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          512L << 20,
          200,
          1000,
          Duration.ofSeconds(20));

  /** A sender cuts messages into frames of so many bytes. */
  static final int FRAME = 256 << 10;

  /** No frame may have more bytes, with all that is around its data. */
  static final int MAX_FRAME = 512 << 10;

  /** Headers of a call. */
  static final int MAX_METADATA = 8 << 10;

  /** Calls of one connection: the stream, a renewal, and their successors. */
  static final int MAX_CALLS = 4;
}
