package dev.isthmus.traffic.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Istio's configuration has Envoys say who they are on the first message of a stream only; the
 * cache asks each message for it.
 */
final class NodeOnEveryMessage implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new Completing<>(next.startCall(call, headers));
  }

  private static final class Completing<Q> extends SimpleForwardingServerCallListener<Q> {
    private Node node = Node.getDefaultInstance();

    Completing(ServerCall.Listener<Q> delegate) {
      super(delegate);
    }

    @Override
    @SuppressWarnings("unchecked") // of the same type as the message
    public void onMessage(Q message) {
      switch (message) {
        case DeltaDiscoveryRequest delta when delta.hasNode() -> node = delta.getNode();
        case DiscoveryRequest request when request.hasNode() -> node = request.getNode();
        default -> {}
      }
      Object completed =
          switch (message) {
            case DeltaDiscoveryRequest delta -> delta.toBuilder().setNode(node).build();
            case DiscoveryRequest request -> request.toBuilder().setNode(node).build();
            default -> message;
          };
      super.onMessage((Q) completed);
    }
  }
}
