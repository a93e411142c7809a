package dev.isthmus.envoy.route;

import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.istio.HttpFaultInjection;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import java.util.List;

/** Faults that are made on purpose. */
final class Faults {
  static final String FILTER = "envoy.filters.http.fault";

  /** The names of gRPC's statuses, by number. */
  private static final List<String> GRPC_STATUSES =
      List.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  private Faults() {}

  static HTTPFault of(HttpFaultInjection fault) {
    HTTPFault.Builder result = HTTPFault.newBuilder();
    HttpFaultInjection.Delay delay = fault.delay();
    if (delay != null && delay.fixedDelay() != null) {
      result.setDelay(
          FaultDelay.newBuilder()
              .setFixedDelay(Durations.parse(delay.fixedDelay()))
              .setPercentage(
                  delay.percentage() == null
                      ? Percentages.of(delay.percent())
                      : Percentages.of(delay.percentage())));
    }
    HttpFaultInjection.Abort abort = fault.abort();
    if (abort != null && (abort.httpStatus() != null || abort.grpcStatus() != null)) {
      result.setAbort(abort(abort));
    }
    return result.build();
  }

  private static FaultAbort abort(HttpFaultInjection.Abort abort) {
    FaultAbort.Builder result = FaultAbort.newBuilder();
    if (abort.percentage() != null) {
      result.setPercentage(Percentages.of(abort.percentage()));
    }
    if (abort.httpStatus() != null) {
      result.setHttpStatus(abort.httpStatus());
    } else if (abort.grpcStatus() != null) {
      result.setGrpcStatus(Math.max(GRPC_STATUSES.indexOf(abort.grpcStatus()), 0));
    }
    return result.build();
  }
}
