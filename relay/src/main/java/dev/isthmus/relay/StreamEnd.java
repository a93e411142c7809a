package dev.isthmus.relay;

import io.grpc.Status;
import java.security.cert.CertificateException;

/** What the end of a call means to an agent. */
final class StreamEnd {
  private StreamEnd() {}

  /** Whether the server does not want this agent (now), in contrast to not being reached. */
  static boolean isRefusal(Status status) {
    return switch (status.getCode()) {
      case FAILED_PRECONDITION,
          UNAUTHENTICATED,
          PERMISSION_DENIED,
          ABORTED,
          RESOURCE_EXHAUSTED,
          INVALID_ARGUMENT,
          UNIMPLEMENTED ->
          true;
      case OK,
          CANCELLED,
          UNKNOWN,
          DEADLINE_EXCEEDED,
          NOT_FOUND,
          ALREADY_EXISTS,
          OUT_OF_RANGE,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS ->
          false;
    };
  }

  /**
   * Whether the end of an enrolment will be the same the next time: a refusal, or not our server.
   */
  static boolean isFinal(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return isRefusal(status);
  }

  /** For people: what is wrong with a certificate, what was said, or the root of the failure. */
  static String text(Status status) {
    String root = null;
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        root = cause.getMessage();
      }
      if (cause instanceof CertificateException) {
        break;
      }
    }
    if (root != null) {
      return root;
    }
    String said = status.getDescription();
    return said == null ? status.getCode().toString() : said;
  }
}
