package dev.isthmus.relay;

import com.google.protobuf.Message;
import dev.isthmus.relay.proto.Certificates;
import dev.isthmus.relay.proto.EnrolRequest;
import dev.isthmus.relay.proto.Frame;
import dev.isthmus.relay.proto.RenewRequest;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;

/** The three calls of the service {@code isthmus.relay.v1.Relay}. */
final class RelayMethods {
  static final String SERVICE = "isthmus.relay.v1.Relay";

  static final MethodDescriptor<Frame, Frame> CONNECT =
      method(
          "Connect",
          MethodType.BIDI_STREAMING,
          Frame.getDefaultInstance(),
          Frame.getDefaultInstance());

  static final MethodDescriptor<RenewRequest, Certificates> RENEW =
      method(
          "Renew",
          MethodType.UNARY,
          RenewRequest.getDefaultInstance(),
          Certificates.getDefaultInstance());

  static final MethodDescriptor<EnrolRequest, Certificates> ENROL =
      method(
          "Enrol",
          MethodType.UNARY,
          EnrolRequest.getDefaultInstance(),
          Certificates.getDefaultInstance());

  private RelayMethods() {}

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String name, MethodType type, Q request, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }
}
