package dev.isthmus.translate.route;

import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.resilience.FaultInjectionPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.istio.HttpFaultInjection;
import dev.isthmus.istio.HttpFaultInjectionAbortBuilder;
import dev.isthmus.istio.HttpFaultInjectionDelayBuilder;
import dev.isthmus.istio.HttpRouteBuilder;
import dev.isthmus.istio.Percent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policies that a route has: at most one of each kind.
 *
 * @param fault faults made on purpose (lab 9); null: none
 * @param retryTimeout time-out and retries (lab 9); null: none
 */
public record RoutePolicies(
    @Nullable FaultInjectionPolicy fault, @Nullable RetryTimeoutPolicy retryTimeout) {

  public static final RoutePolicies NONE = new RoutePolicies(null, null);

  private static final double ALL = 100;

  /** The policies, for provenance. */
  public List<Resource> all() {
    return Stream.<@Nullable Resource>of(fault, retryTimeout).filter(Objects::nonNull).toList();
  }

  RoutePolicies and(FaultInjectionPolicy policy) {
    return new RoutePolicies(policy, retryTimeout);
  }

  RoutePolicies and(RetryTimeoutPolicy policy) {
    return new RoutePolicies(fault, policy);
  }

  void put(HttpRouteBuilder into) {
    if (fault != null && fault.spec().config() != null) {
      var config = fault.spec().config();
      into.fault(new HttpFaultInjection(abort(config.abort()), delay(config.delay())));
    }
    if (retryTimeout != null && retryTimeout.spec().config() != null) {
      var config = retryTimeout.spec().config();
      if (config.requestTimeout() != null) {
        into.timeout(ProtoDuration.text(config.requestTimeout()));
      }
      if (config.retries() != null) {
        into.retries(Retries.of(config.retries()));
      }
    }
  }

  private static HttpFaultInjection.@Nullable Abort abort(
      dev.isthmus.api.gloo.resilience.@Nullable FaultAbort abort) {
    return abort == null
        ? null
        : HttpFaultInjectionAbortBuilder.builder()
            .httpStatus(abort.httpStatus())
            .percentage(percent(abort.percentage()))
            .build();
  }

  private static HttpFaultInjection.@Nullable Delay delay(
      dev.isthmus.api.gloo.resilience.@Nullable FaultDelay delay) {
    return delay == null || delay.fixedDelay() == null
        ? null
        : HttpFaultInjectionDelayBuilder.builder()
            .fixedDelay(ProtoDuration.text(delay.fixedDelay()))
            .percentage(percent(delay.percentage()))
            .build();
  }

  /** Absent means all requests (API reference, 2.9), which Istio's zero value does not. */
  private static Percent percent(@Nullable Double percentage) {
    return new Percent(percentage == null ? ALL : percentage);
  }
}
