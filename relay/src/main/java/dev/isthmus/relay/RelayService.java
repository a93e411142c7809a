package dev.isthmus.relay;

import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.identity.PeerId;
import dev.isthmus.relay.proto.Certificates;
import dev.isthmus.relay.proto.EnrolRequest;
import dev.isthmus.relay.proto.Frame;
import dev.isthmus.relay.proto.RenewRequest;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The calls, and who may make them. */
final class RelayService implements ServerInterceptor {
  private static final Context.Key<X509Certificate> PEER = Context.key("peer");

  private final ServerShared shared;
  private final RelayListener listener;
  // One for each name that ever had a certificate and connected.
  private final Map<String, ClusterSlot> slots = new ConcurrentHashMap<>();

  /** Gives a chain, or says why not. */
  private interface Issue {
    List<X509Certificate> chain() throws EnrolmentRefused;
  }

  RelayService(ServerShared shared, RelayListener listener) {
    this.shared = shared;
    this.listener = listener;
  }

  ServerServiceDefinition definition() {
    return ServerInterceptors.intercept(
        ServerServiceDefinition.builder(RelayMethods.SERVICE)
            .addMethod(RelayMethods.CONNECT, ServerCalls.asyncBidiStreamingCall(this::connect))
            .addMethod(RelayMethods.RENEW, ServerCalls.asyncUnaryCall(this::renew))
            .addMethod(RelayMethods.ENROL, ServerCalls.asyncUnaryCall(this::enrol))
            .build(),
        this);
  }

  void recheck() {
    slots.values().forEach(ClusterSlot::recheck);
  }

  /** The certificate is checked at each call: TLS may resume a session without asking again. */
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (call.getMethodDescriptor()
        .getFullMethodName()
        .equals(RelayMethods.ENROL.getFullMethodName())) {
      return next.startCall(call, headers);
    }
    X509Certificate peer = peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
    if (peer == null) {
      return refuse(call, "a call without a client certificate: enrol with a token first");
    }
    try {
      shared.enrolments().check(peer);
    } catch (EnrolmentRefused e) {
      return refuse(call, String.valueOf(e.getMessage()));
    }
    return Contexts.interceptCall(Context.current().withValue(PEER, peer), call, headers, next);
  }

  private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, String why) {
    call.close(Status.UNAUTHENTICATED.withDescription(why), new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static @Nullable X509Certificate peer(@Nullable SSLSession session) {
    try {
      return session == null ? null : (X509Certificate) session.getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  private StreamObserver<Frame> connect(StreamObserver<Frame> answers) {
    X509Certificate peer = PEER.get();
    String cluster = clusterOf(peer);
    AgentStream stream =
        new AgentStream(
            shared,
            cluster,
            peer,
            slots.computeIfAbsent(cluster, _ -> new ClusterSlot(listener)),
            (ServerCallStreamObserver<Frame>) answers);
    stream.begin();
    return stream;
  }

  private String clusterOf(X509Certificate peer) {
    try {
      PeerId.Agent agent = shared.enrolments().check(peer);
      return agent.cluster();
    } catch (EnrolmentRefused e) {
      throw Status.UNAUTHENTICATED.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  private void renew(RenewRequest request, StreamObserver<Certificates> answer) {
    X509Certificate peer = PEER.get();
    answer(
        () -> shared.enrolments().renew(peer, request.getSigningRequest().toByteArray()), answer);
  }

  private void enrol(EnrolRequest request, StreamObserver<Certificates> answer) {
    answer(
        () ->
            shared
                .enrolments()
                .enrol(request.getToken(), request.getSigningRequest().toByteArray()),
        answer);
  }

  private static void answer(Issue issue, StreamObserver<Certificates> answer) {
    try {
      answer.onNext(ChainBytes.write(issue.chain()));
      answer.onCompleted();
    } catch (EnrolmentRefused e) {
      answer.onError(Status.PERMISSION_DENIED.withDescription(e.getMessage()).asRuntimeException());
    }
  }
}
