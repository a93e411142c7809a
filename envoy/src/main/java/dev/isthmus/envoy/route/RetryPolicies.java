package dev.isthmus.envoy.route;

import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.istio.HttpRetry;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When and how often a request is tried again; twice, unless a rule says otherwise. */
final class RetryPolicies {
  private static final String DEFAULT_CONDITIONS =
      "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";
  private static final String STATUS_CODES = "retriable-status-codes";
  private static final int DEFAULT_ATTEMPTS = 2;

  private static final RetryPolicy.RetryHostPredicate OTHER_HOSTS =
      RetryPolicy.RetryHostPredicate.newBuilder()
          .setName("envoy.retry_host_predicates.previous_hosts")
          .setTypedConfig(Protos.any(PreviousHostsPredicate.getDefaultInstance()))
          .build();
  private static final RetryPolicy.RetryPriority OTHER_PRIORITIES =
      RetryPolicy.RetryPriority.newBuilder()
          .setName("envoy.retry_priorities.previous_priorities")
          .setTypedConfig(
              Protos.any(PreviousPrioritiesConfig.newBuilder().setUpdateFrequency(2).build()))
          .build();

  private RetryPolicies() {}

  /**
   * The policy of a rule, or the mesh's; empty when requests are never tried again.
   *
   * @param consistentHash whether requests stick to one endpoint: then the same one is tried again
   */
  static Optional<RetryPolicy> of(@Nullable HttpRetry retry, boolean consistentHash) {
    RetryPolicy.Builder result =
        RetryPolicy.newBuilder()
            .setNumRetries(Protos.uint32(DEFAULT_ATTEMPTS))
            .setRetryOn(DEFAULT_CONDITIONS)
            .setHostSelectionRetryMaxAttempts(5);
    boolean otherHosts = !consistentHash;
    if (retry != null) {
      if (retry.attempts() <= 0) {
        return Optional.empty();
      }
      apply(result, retry);
      if (retry.retryIgnorePreviousHosts() != null) {
        otherHosts = retry.retryIgnorePreviousHosts();
      }
    }
    if (otherHosts) {
      result.addRetryHostPredicate(OTHER_HOSTS);
    }
    return Optional.of(result.build());
  }

  private static void apply(RetryPolicy.Builder result, HttpRetry retry) {
    result.setNumRetries(Protos.uint32(retry.attempts()));
    if (!retry.retryOn().isEmpty()) {
      applyConditions(result, retry.retryOn());
    }
    if (retry.perTryTimeout() != null) {
      result.setPerTryTimeout(Durations.parse(retry.perTryTimeout()));
    }
    if (Boolean.TRUE.equals(retry.retryRemoteLocalities())) {
      result.setRetryPriority(OTHER_PRIORITIES);
    }
    if (retry.backoff() != null) {
      result.getRetryBackOffBuilder().setBaseInterval(Durations.parse(retry.backoff()));
    }
  }

  /** Numbers among the conditions are status codes. */
  private static void applyConditions(RetryPolicy.Builder result, String conditions) {
    List<String> names = new ArrayList<>();
    for (String part : conditions.split(",")) {
      String condition = part.trim();
      if (condition.matches("[1-5]\\d\\d")) {
        result.addRetriableStatusCodes(Integer.parseInt(condition));
      } else if (!condition.isEmpty()) {
        names.add(condition);
      }
    }
    if (result.getRetriableStatusCodesCount() > 0 && !names.contains(STATUS_CODES)) {
      names.add(STATUS_CODES);
    }
    result.setRetryOn(String.join(",", names));
  }
}
