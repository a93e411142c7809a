package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.resilience.RetryPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.istio.HttpRetry;
import dev.isthmus.istio.HttpRetryBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Retries of a RetryTimeoutPolicy (API reference, 2.9). Istio refuses a whole VirtualService for
 * one condition that it does not know.
 */
final class Retries {
  private static final int DEFAULT_ATTEMPTS = 2;

  /** Istio's {@code supportedRetryOnPolicies}. */
  private static final Set<String> CONDITIONS =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "envoy-ratelimited",
          "http3-post-connect-failure",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  private Retries() {}

  static HttpRetry of(RetryPolicy policy) {
    var attempts = policy.attempts() == null ? DEFAULT_ATTEMPTS : policy.attempts();
    if (attempts == 0) {
      return HttpRetryBuilder.builder().build(); // no retries: Istio refuses anything beside it
    }
    var result =
        HttpRetryBuilder.builder()
            .attempts(attempts)
            .retryOn(
                conditions(policy).stream()
                    .filter(Retries::isKnown)
                    .collect(Collectors.joining(",")))
            .retryRemoteLocalities(policy.retryRemoteLocalities());
    if (policy.perTryTimeout() != null) {
      result.perTryTimeout(ProtoDuration.text(policy.perTryTimeout()));
    }
    return result.build();
  }

  /** What is wrong with a policy's conditions. */
  static List<Finding> findings(RetryTimeoutPolicy policy) {
    var config = policy.spec().config();
    if (config == null || config.retries() == null) {
      return List.of();
    }
    var place = new Place(policy.ref(), "config.retries.retryOn");
    return conditions(config.retries()).stream()
        .filter(condition -> !isKnown(condition))
        .map(condition -> RouteFindings.badRetryOn(place, condition))
        .toList();
  }

  private static List<String> conditions(RetryPolicy policy) {
    return Arrays.stream(policy.retryOn().split(",", -1))
        .map(String::strip)
        .filter(condition -> !condition.isEmpty())
        .toList();
  }

  private static boolean isKnown(String condition) {
    return CONDITIONS.contains(condition) || isStatus(condition);
  }

  /** A status that HTTP has registered, as far as Go's net/http knows them. */
  private static boolean isStatus(String text) {
    if (text.length() != 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    var status = Integer.parseInt(text);
    return switch (status / 100) {
      case 1 -> status <= 103;
      case 2 -> status <= 208 || status == 226;
      case 3 -> status <= 308 && status != 306;
      case 4 ->
          status <= 418
              || (status >= 421 && status <= 426)
              || status == 428
              || status == 429
              || status == 431
              || status == 451;
      case 5 -> status <= 508 || status == 510 || status == 511;
      default -> false;
    };
  }
}
