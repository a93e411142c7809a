package dev.isthmus.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.time.Duration;

/** What an answer to a write means. */
final class WriteResults {
  private static final Duration UNSAID = Duration.ofSeconds(1);

  private final Trim trim;

  WriteResults(Trim trim) {
    this.trim = trim;
  }

  WriteResult of(Write write, Answer answer) {
    if (answer.isGood()) {
      return good(write, answer);
    }
    String message = answer.message();
    return switch (answer.code()) {
      case 401, 403 -> refused(message);
      case 404 -> new WriteResult.NotFound(message);
      case 409 -> conflict(write, answer);
      case 400, 405, 406, 413, 415, 422 -> new WriteResult.Invalid(message);
      case 429 ->
          new WriteResult.Throttled(answer.retryAfter().isZero() ? UNSAID : answer.retryAfter());
      default ->
          isTooLarge(message) ? new WriteResult.Invalid(message) : new WriteResult.Unknown(message);
    };
  }

  /**
   * etcd's refusals, and those of the API server's client of it, come as 500 without a reason
   * (kubernetes/kubernetes#112152): nothing was done, and nothing ever will be.
   */
  private static boolean isTooLarge(String message) {
    return message.contains("etcdserver: request is too large")
        || message.contains("trying to send message larger than max");
  }

  private WriteResult good(Write write, Answer answer) {
    if (write instanceof Write.Delete) {
      return new WriteResult.Deleted();
    }
    return answer.body() instanceof ObjectNode object
        ? new WriteResult.Stored(trim.stored(write.ref().kind(), object))
        : new WriteResult.Unknown("the answer is no object");
  }

  /** 403 is also said by webhooks, and of namespaces that are about to go. */
  private static WriteResult refused(String message) {
    if (message.contains("denied the request") || message.contains("denied request")) {
      return new WriteResult.Invalid(message);
    }
    return message.contains("because it is being terminated")
        ? new WriteResult.NotFound(message)
        : new WriteResult.Forbidden(message);
  }

  private static WriteResult conflict(Write write, Answer answer) {
    boolean exists = answer.body().path("reason").asText().equals("AlreadyExists");
    return write instanceof Write.Create && exists
        ? new WriteResult.AlreadyExists()
        : new WriteResult.Conflict(answer.message());
  }
}
