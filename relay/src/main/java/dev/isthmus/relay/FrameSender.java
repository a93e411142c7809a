package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.relay.proto.Frame;
import io.grpc.stub.CallStreamObserver;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends what an {@link Outbox} holds, frame by frame, whenever the stream is ready. A peer that
 * does not read costs what the outbox holds, and the messages that were taken from it last.
 */
final class FrameSender<T> {
  private final Outbox<T> outbox;
  private final Function<T, Iterator<ByteString>> encoder;
  private final CallStreamObserver<Frame> stream;
  private final Executor executor;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Deque<T> taken = new ArrayDeque<>();
  private Iterator<Frame> frames = Collections.emptyIterator();
  private boolean closed;

  FrameSender(
      Outbox<T> outbox,
      Function<T, Iterator<ByteString>> encoder,
      CallStreamObserver<Frame> stream,
      Executor executor) {
    this.outbox = outbox;
    this.encoder = encoder;
    this.stream = stream;
    this.executor = executor;
  }

  /** Returns at once; the work is the executor's. */
  void send(T message) {
    synchronized (outbox) {
      outbox.add(message);
    }
    if (scheduled.compareAndSet(false, true)) {
      executor.execute(() -> {
        scheduled.set(false);
        pump();
      });
    }
  }

  /** Sends what can be sent now. */
  synchronized void pump() {
    while (!closed && stream.isReady()) {
      Frame frame = next();
      if (frame == null) {
        return;
      }
      stream.onNext(frame);
    }
  }

  private @Nullable Frame next() {
    while (!frames.hasNext()) {
      if (taken.isEmpty()) {
        synchronized (outbox) {
          taken.addAll(outbox.drain());
        }
      }
      T message = taken.poll();
      if (message == null) {
        return null;
      }
      frames = new Frames(encoder.apply(message), Limits.FRAME);
    }
    return frames.next();
  }

  /** Nothing is sent any more; {@code end} is the last that happens to the stream, once. */
  synchronized void close(Runnable end) {
    if (!closed) {
      closed = true;
      taken.clear();
      frames = Collections.emptyIterator();
      end.run();
    }
  }
}
