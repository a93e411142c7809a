package dev.isthmus.relay;

import static dev.isthmus.relay.RelayWorld.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.PeerId;
import dev.isthmus.relay.proto.Frame;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that begin and do not go on, or do not end. */
final class SlowClientsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = RelayWorld.PATIENCE;
  private static final long BYTES = 1 << 20;

  /** Of which a test that waits for none reaches none. */
  private static final Limits LIMITS = RelayWorld.limits(LONG, LONG, LONG, BYTES);

  private @Nullable RelayWorld world;
  private @Nullable ManagedChannel channel;
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  private RelayWorld start(Limits limits) throws IOException {
    RelayWorld started = new RelayWorld(limits, Protocols.OURS);
    world = started;
    return started;
  }

  @AfterEach
  void stop() {
    if (channel != null) {
      channel.shutdownNow();
    }
    if (world != null) {
      world.close();
    }
  }

  @Test
  void whoDoesNotShakeHandsIsCutOff() throws Exception {
    int port = start(RelayWorld.limits(SHORT, LONG, LONG, BYTES)).relay().port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) LONG.toMillis());
      InputStream answer = socket.getInputStream();
      assertThat(answer.read()).as("closed by the server").isEqualTo(-1);
    }
  }

  @Test
  void whoDoesNotSayHelloIsCutOff() throws Exception {
    var _ = connect(start(RelayWorld.limits(LONG, SHORT, LONG, BYTES)));

    assertEnds(Status.Code.DEADLINE_EXCEEDED, "no Hello");
  }

  @Test
  void aMessageThatIsNotEndedIsCutOff() throws Exception {
    RelayWorld now = start(RelayWorld.limits(LONG, LONG, SHORT, BYTES));
    greet(now).onNext(frame(10));

    assertEnds(Status.Code.DEADLINE_EXCEEDED, "begun and not ended");
    assertThat(next(now.server, "closed").cluster()).isEqualTo("cluster1");
  }

  @Test
  void aMessageThatNeverEndsIsCutOff() throws Exception {
    StreamObserver<Frame> call = greet(start(LIMITS));
    for (int i = 0; i < 10; i++) {
      call.onNext(frame(200_000));
    }

    assertEnds(Status.Code.RESOURCE_EXHAUSTED, "more than 1048576 bytes");
  }

  @Test
  void aFrameThatIsTooLargeIsNotTaken() throws Exception {
    RelayWorld now = start(LIMITS);
    greet(now).onNext(frame(600_000));

    Status status = end.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(status.getCode()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
    assertThat(next(now.server, "closed").cluster()).isEqualTo("cluster1");
  }

  @Test
  void whatIsNoMessageEndsTheStream() throws Exception {
    greet(start(LIMITS)).onNext(Frame.newBuilder().setLast(true).build());

    assertEnds(Status.Code.INVALID_ARGUMENT, "unknown kind");
  }

  @Test
  void theFirstMessageIsHelloAndNoOtherIs() throws Exception {
    StreamObserver<Frame> call = greet(start(LIMITS));
    sayHello(call);

    assertEnds(Status.Code.INVALID_ARGUMENT, "a second Hello");
  }

  private StreamObserver<Frame> greet(RelayWorld to) {
    StreamObserver<Frame> call = connect(to);
    sayHello(call);
    return call;
  }

  private static void sayHello(StreamObserver<Frame> call) {
    new Frames(UpCodec.encode(RelayWorld.hello("p1"), Protocols.OURS).iterator(), Limits.FRAME)
        .forEachRemaining(call::onNext);
  }

  private static Frame frame(int size) {
    return Frame.newBuilder().setData(ByteString.copyFrom(new byte[size])).build();
  }

  private StreamObserver<Frame> connect(RelayWorld to) {
    ManagedChannel opened =
        to.address()
            .channel(
                Optional.of(
                    to.authority.issue(
                        new PeerId.Agent("test", "cluster1").names(), Enrolments.LIFE)),
                to.now::get,
                RelayWorld.LIMITS,
                Runnable::run);
    channel = opened;
    return ClientCalls.asyncBidiStreamingCall(
        opened.newCall(RelayMethods.CONNECT, CallOptions.DEFAULT),
        new StreamObserver<>() {
          @Override
          public void onNext(Frame frame) {}

          @Override
          public void onError(Throwable failure) {
            end.complete(Status.fromThrowable(failure));
          }

          @Override
          public void onCompleted() {
            end.complete(Status.OK);
          }
        });
  }

  private void assertEnds(Status.Code code, String why) throws Exception {
    Status status = end.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(status.getCode()).as(status.toString()).isEqualTo(code);
    assertThat(status.getDescription()).contains(why);
  }
}
