package dev.isthmus.relay;

import static dev.isthmus.relay.RelayWorld.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.isthmus.relay.proto.Frame;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that begin and do not go on, or do not end. */
final class SlowClientsTest {
  private static final Limits SHORT =
      new Limits(
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          1 << 20,
          200,
          1000,
          Duration.ofSeconds(20));
  private RelayWorld world;
  private ManagedChannel channel;
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  @BeforeEach
  void start() throws Exception {
    world = new RelayWorld(SHORT, Protocols.OURS);
    channel =
        world
            .address()
            .channel(
                Optional.of(world.enrol("cluster1")),
                world.now::get,
                Limits.DEFAULT,
                Runnable::run);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    world.close();
  }

  @Test
  void whoDoesNotShakeHandsIsCutOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.relay().port())) {
      socket.setSoTimeout(30_000);
      InputStream answer = socket.getInputStream();
      assertThat(answer.read()).as("closed by the server").isEqualTo(-1);
    }
  }

  @Test
  void whoDoesNotSayHelloIsCutOff() throws Exception {
    var _ = connect();

    assertEnds(Status.Code.DEADLINE_EXCEEDED, "no Hello");
  }

  @Test
  void aMessageThatIsNotEndedIsCutOff() throws Exception {
    greet().onNext(frame(10));

    assertEnds(Status.Code.DEADLINE_EXCEEDED, "begun and not ended");
    assertThat(next(world.server, "closed").cluster()).isEqualTo("cluster1");
  }

  @Test
  void aMessageThatNeverEndsIsCutOff() throws Exception {
    StreamObserver<Frame> call = greet();
    for (int i = 0; i < 10; i++) {
      call.onNext(frame(200_000));
    }

    assertEnds(Status.Code.RESOURCE_EXHAUSTED, "more than 1048576 bytes");
  }

  @Test
  void aFrameThatIsTooLargeIsNotTaken() throws Exception {
    greet().onNext(frame(600_000));

    Status status = end.get(30, TimeUnit.SECONDS);
    assertThat(status.getCode()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
    assertThat(next(world.server, "closed").cluster()).isEqualTo("cluster1");
  }

  @Test
  void whatIsNoMessageEndsTheStream() throws Exception {
    greet().onNext(Frame.newBuilder().setLast(true).build());

    assertEnds(Status.Code.INVALID_ARGUMENT, "unknown kind");
  }

  @Test
  void theFirstMessageIsHelloAndNoOtherIs() throws Exception {
    StreamObserver<Frame> call = greet();
    sayHello(call);

    assertEnds(Status.Code.INVALID_ARGUMENT, "a second Hello");
  }

  private StreamObserver<Frame> greet() {
    StreamObserver<Frame> call = connect();
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

  private StreamObserver<Frame> connect() {
    return ClientCalls.asyncBidiStreamingCall(
        channel.newCall(RelayMethods.CONNECT, CallOptions.DEFAULT),
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
    Status status = end.get(30, TimeUnit.SECONDS);
    assertThat(status.getCode()).as(status.toString()).isEqualTo(code);
    assertThat(status.getDescription()).contains(why);
  }
}
