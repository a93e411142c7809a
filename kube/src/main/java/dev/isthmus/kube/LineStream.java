package dev.isthmus.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of an answer that goes on: each as it comes. */
final class LineStream implements AutoCloseable {
  /** What comes next. */
  sealed interface Next {
    /** A line. */
    record Line(String text) implements Next {}

    /** The other side ended it, or the connection broke. */
    record End(@Nullable Throwable failure) implements Next {}
  }

  private final BlockingQueue<Next> queue = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private @Nullable AsyncBody body;
  private int code;

  /** Takes the bytes that came; called by one thread after the other. */
  void accept(List<ByteBuffer> buffers, AsyncBody from) {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        byte b = buffer.get();
        if (b == '\n') {
          queue.add(new Next.Line(part.toString(StandardCharsets.UTF_8)));
          part.reset();
        } else {
          part.write(b);
        }
      }
    }
    from.consume();
  }

  void start(int status, AsyncBody from) {
    code = status;
    body = from;
    var _ = from.done().whenComplete((_, failure) -> end(failure));
    from.consume();
  }

  private void end(@Nullable Throwable failure) {
    if (part.size() > 0) {
      queue.add(new Next.Line(part.toString(StandardCharsets.UTF_8)));
    }
    queue.add(new Next.End(failure));
  }

  /** The HTTP status. */
  int code() {
    return code;
  }

  /** The next line or the end; null: neither came in time. */
  @Nullable Next next(Duration within) throws InterruptedException {
    return queue.poll(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    if (body != null) {
      body.cancel();
    }
  }
}
