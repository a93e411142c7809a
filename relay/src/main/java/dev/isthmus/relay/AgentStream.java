package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.relay.proto.Frame;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server's end of one stream. gRPC calls its observer's methods one after the other. */
final class AgentStream implements StreamObserver<Frame>, Session {
  private final ServerShared shared;
  private final String cluster;
  private final X509Certificate certificate;
  private final ClusterSlot slot;
  private final ServerCallStreamObserver<Frame> call;
  private final FrameSender<Down> sender;
  private final Assembler assembler;
  private final Pace pace;
  private volatile int protocol;
  private volatile boolean greeted;
  private @Nullable Future<?> deadline;

  AgentStream(
      ServerShared shared,
      String cluster,
      X509Certificate certificate,
      ClusterSlot slot,
      ServerCallStreamObserver<Frame> call) {
    this.shared = shared;
    this.cluster = cluster;
    this.certificate = certificate;
    this.slot = slot;
    this.call = call;
    sender =
        new FrameSender<>(
            new DownOutbox(),
            down -> DownCodec.encode(down, protocol).iterator(),
            call,
            shared.executor());
    assembler = new Assembler(shared.limits().message());
    pace = new Pace(shared.limits().messagesPerSecond(), shared.limits().burst(), System::nanoTime);
  }

  /** Before the call begins. */
  void begin() {
    call.disableAutoRequest();
    call.setOnReadyHandler(sender::pump);
    call.setOnCancelHandler(() -> gone("the connection broke"));
    await(shared.limits().hello(), "no Hello came in time");
    call.request(1);
  }

  private synchronized void await(Duration time, String otherwise) {
    stopWaiting();
    deadline =
        shared
            .timer()
            .schedule(
                () -> refuse(Status.DEADLINE_EXCEEDED, otherwise),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private synchronized void stopWaiting() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void onNext(Frame frame) {
    try {
      Optional<ByteString> message = assembler.add(frame);
      if (message.isPresent()) {
        stopWaiting();
        take(message.get());
      } else {
        await(shared.limits().nextFrame(), "a message was begun and not ended in time");
        call.request(1);
      }
    } catch (Assembler.TooLarge e) {
      refuse(Status.RESOURCE_EXHAUSTED, String.valueOf(e.getMessage()));
    } catch (MalformedMessage e) {
      refuse(Status.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private void take(ByteString message) throws MalformedMessage {
    Up up = UpCodec.decode(message, cluster);
    if (up instanceof Up.Hello hello) {
      greet(hello, UpCodec.protocols(message));
    } else if (greeted) {
      slot.received(this, up);
    } else {
      throw new MalformedMessage("the first message is no Hello");
    }
  }

  private void greet(Up.Hello hello, Protocols agents) throws MalformedMessage {
    if (greeted) {
      throw new MalformedMessage("a second Hello");
    }
    greeted = true;
    OptionalInt common = shared.protocols().common(agents);
    if (common.isEmpty()) {
      boolean agentIsOld = agents.newest() < shared.protocols().oldest();
      refuse(
          Status.FAILED_PRECONDITION,
          "the agent (version %s) speaks %s, the server %s: upgrade the %s"
              .formatted(
                  hello.agentVersion(),
                  agents,
                  shared.protocols(),
                  agentIsOld ? "agent" : "server"));
      return;
    }
    protocol = common.getAsInt();
    slot.connected(
        this,
        new Up.Hello(
            protocol,
            hello.clusterUid(),
            hello.highest(),
            hello.observing(),
            hello.agentVersion(),
            hello.epoch()));
  }

  /** The last message was dealt with: the next may come. */
  void readOn() {
    long wait = pace.waitNanos();
    if (wait <= 0) {
      call.request(1);
    } else {
      var _ = shared.timer().schedule(() -> call.request(1), wait, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void onError(Throwable failure) {
    gone(String.valueOf(failure.getMessage()));
  }

  @Override
  public void onCompleted() {
    gone("the agent closed the stream");
    sender.close(call::onCompleted);
  }

  private void gone(String why) {
    stopWaiting();
    sender.close(() -> {});
    slot.closed(this, why);
  }

  /** Ends the stream, and tells the agent why. */
  void end(Status status) {
    stopWaiting();
    sender.close(() -> call.onError(status.asRuntimeException()));
  }

  private void refuse(Status status, String why) {
    end(status.withDescription(why));
    slot.closed(this, why);
  }

  void recheck() {
    try {
      shared.enrolments().check(certificate);
    } catch (EnrolmentRefused e) {
      refuse(Status.UNAUTHENTICATED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String cluster() {
    return cluster;
  }

  @Override
  public Instant certifiedUntil() {
    return certificate.getNotAfter().toInstant();
  }

  @Override
  public void send(Down down) {
    refs(down)
        .filter(ref -> !ref.key().cluster().equals(cluster))
        .findFirst()
        .ifPresent(ref -> {
          throw new IllegalArgumentException(ref + " is not for cluster " + cluster);
        });
    if (down instanceof Down.Refuse refusal) {
      refuse(Status.FAILED_PRECONDITION, refusal.reason());
    } else {
      sender.send(down);
    }
  }

  @Override
  public void close(String why) {
    refuse(Status.UNAVAILABLE, why);
  }

  private static Stream<ObjectRef> refs(Down down) {
    return switch (down) {
      case Down.Desired desired ->
          Stream.concat(
              desired.puts().stream().map(put -> put.ref()),
              desired.deletes().stream().map(Down.Deletion::ref));
      case Down.Preview preview ->
          Stream.concat(
              preview.puts().stream().map(put -> put.ref()),
              preview.deletes().stream().map(Down.Deletion::ref));
      case Down.SetStatus status -> status.statuses().stream().map(Down.ObjectStatus::ref);
      case Down.Welcome _ -> Stream.of();
      case Down.Approve _ -> Stream.of();
      case Down.Resend _ -> Stream.of();
      case Down.Refuse _ -> Stream.of();
    };
  }
}
