package dev.isthmus.relay;

import dev.isthmus.api.port.Up;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import org.jspecify.annotations.Nullable;

/** One cluster's place: at most one session, and all that is told about it in order. */
final class ClusterSlot {
  private static final System.Logger LOG = System.getLogger(ClusterSlot.class.getName());

  private final RelayListener listener;
  private final SynchronizationContext order =
      new SynchronizationContext(
          (_, failure) -> LOG.log(System.Logger.Level.ERROR, "a session's listener", failure));
  private @Nullable AgentStream current;

  ClusterSlot(RelayListener listener) {
    this.listener = listener;
  }

  void connected(AgentStream stream, Up.Hello hello) {
    order.execute(() -> {
      if (current != null) {
        leave(current, "replaced by a newer connection of the cluster's agent");
      }
      current = stream;
      listener.connected(stream);
      listener.received(stream, hello);
      stream.readOn();
    });
  }

  void received(AgentStream stream, Up up) {
    order.execute(() -> {
      if (current == stream) {
        listener.received(stream, up);
        stream.readOn();
      }
    });
  }

  void closed(AgentStream stream, String why) {
    order.execute(() -> {
      if (current == stream) {
        current = null;
        listener.closed(stream, why);
      }
    });
  }

  /** Ends the session if its certificate is no longer good. */
  void recheck() {
    order.execute(() -> {
      if (current != null) {
        current.recheck();
      }
    });
  }

  private void leave(AgentStream former, String why) {
    LOG.log(System.Logger.Level.INFO, "agent of cluster {0}: {1}", former.cluster(), why);
    current = null;
    listener.closed(former, why);
    former.end(Status.ABORTED.withDescription(why));
  }
}
