package dev.isthmus.api.read;

import java.util.Set;

/**
 * Conditions of {@code retryOn}: Envoy's {@code x-envoy-retry-on} and {@code
 * x-envoy-retry-grpc-on}, and status codes. Envoy ignores others without a word.
 */
final class RetryConditions {

  private static final Set<String> KNOWN =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "envoy-ratelimited",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "http3-post-connect-failure",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  private RetryConditions() {}

  static boolean areKnown(String list) {
    for (String part : list.split(",", -1)) {
      String condition = part.trim();
      boolean status = condition.matches("[1-5]\\d\\d");
      if (!status && !KNOWN.contains(condition)) {
        return false;
      }
    }
    return true;
  }
}
