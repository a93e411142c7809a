package dev.isthmus.relay;

/** What came is no message of the protocol; the stream ends. */
final class MalformedMessage extends Exception {
  MalformedMessage(String message) {
    super(message);
  }
}
