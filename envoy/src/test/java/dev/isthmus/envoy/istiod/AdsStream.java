package dev.isthmus.envoy.istiod;

import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One ADS stream on which a question is answered before the next is put. */
final class AdsStream implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final StreamObserver<DiscoveryRequest> requests;

  /**
   * @param open opens the stream, given who takes its answers
   */
  AdsStream(Function<StreamObserver<DiscoveryResponse>, StreamObserver<DiscoveryRequest>> open) {
    requests = open.apply(new Arrivals(arrived));
  }

  /** The answer to a request; pushes of other types that come before it are passed over. */
  DiscoveryResponse ask(DiscoveryRequest request) {
    requests.onNext(request);
    while (true) {
      if (next(request) instanceof DiscoveryResponse response
          && response.getTypeUrl().equals(request.getTypeUrl())) {
        requests.onNext(
            request.toBuilder()
                .setVersionInfo(response.getVersionInfo())
                .setResponseNonce(response.getNonce())
                .build());
        return response;
      }
    }
  }

  private Object next(DiscoveryRequest request) {
    try {
      Object next = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null || next instanceof Throwable) {
        throw new IllegalStateException(
            "istiod does not answer " + request.getNode().getId() + ", " + request.getTypeUrl(),
            (Throwable) next);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    requests.onCompleted();
  }

  private record Arrivals(BlockingQueue<Object> to) implements StreamObserver<DiscoveryResponse> {
    @Override
    public void onNext(DiscoveryResponse response) {
      to.add(response);
    }

    @Override
    public void onError(Throwable problem) {
      to.add(problem);
    }

    @Override
    public void onCompleted() {
      to.add(new IllegalStateException("istiod closed the stream"));
    }
  }
}
