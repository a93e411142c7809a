package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.Keys;
import dev.isthmus.identity.SigningRequest;
import dev.isthmus.relay.proto.Certificates;
import dev.isthmus.relay.proto.Frame;
import dev.isthmus.relay.proto.RenewRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent's end of one stream, with the connection that it has for itself. */
final class ServerStream implements ClientResponseObserver<Frame, Frame> {
  private static final long RENEW_SECONDS = 30;

  private final ManagedChannel channel;
  private final ClientSettings settings;
  private final Consumer<ServerStream> ready;
  private final BiConsumer<ServerStream, ByteString> message;
  private final BiConsumer<ServerStream, Status> end;
  private final Assembler assembler;
  private final AtomicBoolean greeted = new AtomicBoolean();
  private @Nullable ClientCallStreamObserver<Frame> call;
  private @Nullable FrameSender<Up> sender;

  ServerStream(
      ManagedChannel channel,
      ClientSettings settings,
      Consumer<ServerStream> ready,
      BiConsumer<ServerStream, ByteString> message,
      BiConsumer<ServerStream, Status> end) {
    this.channel = channel;
    this.settings = settings;
    this.ready = ready;
    this.message = message;
    this.end = end;
    assembler = new Assembler(settings.limits().message());
  }

  void begin() {
    var _ =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(RelayMethods.CONNECT, CallOptions.DEFAULT), this);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Frame> observer) {
    observer.disableAutoRequestWithInitial(1);
    FrameSender<Up> frames =
        new FrameSender<>(
            new UpOutbox(),
            up -> UpCodec.encode(up, settings.protocols()).iterator(),
            observer,
            settings.executor());
    call = observer;
    sender = frames;
    observer.setOnReadyHandler(() -> {
      if (greeted.compareAndSet(false, true)) {
        ready.accept(this);
      }
      frames.pump();
    });
  }

  void send(Up up) {
    if (sender != null && greeted.get()) {
      sender.send(up);
    }
  }

  @Override
  public void onNext(Frame frame) {
    try {
      Optional<ByteString> whole = assembler.add(frame);
      if (whole.isPresent()) {
        message.accept(this, whole.get());
      } else {
        readOn();
      }
    } catch (Assembler.TooLarge e) {
      cancel(String.valueOf(e.getMessage()));
    }
  }

  /** The last message was dealt with: the next may come. */
  void readOn() {
    if (call != null) {
      call.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    end.accept(this, Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.accept(this, Status.UNAVAILABLE.withDescription("the server closed the stream"));
  }

  void cancel(String why) {
    if (sender != null && call != null) {
      ClientCallStreamObserver<Frame> former = call;
      sender.close(() -> former.cancel(why, null));
    }
    channel.shutdownNow();
  }

  /**
   * Asks for another certificate, for a new key.
   *
   * @param answer is told it, or nothing
   */
  void renew(Consumer<Optional<Credential>> answer) {
    KeyPair keys = Keys.generate();
    ClientCalls.asyncUnaryCall(
        channel.newCall(
            RelayMethods.RENEW,
            CallOptions.DEFAULT.withDeadlineAfter(RENEW_SECONDS, TimeUnit.SECONDS)),
        RenewRequest.newBuilder()
            .setSigningRequest(ByteString.copyFrom(SigningRequest.make(keys)))
            .build(),
        new StreamObserver<Certificates>() {
          @Override
          public void onNext(Certificates certificates) {
            answer.accept(credential(keys, certificates));
          }

          @Override
          public void onError(Throwable failure) {
            answer.accept(Optional.empty());
          }

          @Override
          public void onCompleted() {}
        });
  }

  private static Optional<Credential> credential(KeyPair keys, Certificates certificates) {
    try {
      Credential candidate = new Credential(keys.getPrivate(), ChainBytes.read(certificates));
      return candidate.certificate().getPublicKey().equals(keys.getPublic())
          ? Optional.of(candidate)
          : Optional.empty();
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
