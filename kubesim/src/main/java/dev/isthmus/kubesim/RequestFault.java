package dev.isthmus.kubesim;

/** What goes wrong with one request. */
public sealed interface RequestFault {

  /**
   * An error is answered, and nothing is done.
   *
   * @param code the HTTP status, such as 429 or 503
   * @param retryAfterSeconds the header {@code Retry-After}; 0: none
   */
  record Answer(int code, int retryAfterSeconds) implements RequestFault {}

  /** An error is answered, though it was done. */
  record AnswerAfter(int code) implements RequestFault {}

  /** The connection breaks before anything is done. */
  record Drop() implements RequestFault {}

  /** It is done, and the connection breaks before that is answered. */
  record DropAfter() implements RequestFault {}

  /** No answer comes, and nothing is done. */
  record Hang() implements RequestFault {}

  /** It is done, and no answer comes. */
  record HangAfter() implements RequestFault {}

  /** The connection breaks in the middle of the answer. */
  record Cut() implements RequestFault {}
}
