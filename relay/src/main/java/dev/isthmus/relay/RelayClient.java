package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.PeerId;
import dev.isthmus.identity.Renewal;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end: keeps a stream to the server until it is closed, and its certificate fresh. All
 * that it does runs in one order.
 */
public final class RelayClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RelayClient.class.getName());

  private final ServerAddress server;
  private final ClientSettings settings;
  private final Backoff backoff;
  private final AgentListener listener;
  private final String cluster;
  private final SynchronizationContext order =
      new SynchronizationContext(
          (_, failure) -> LOG.log(System.Logger.Level.ERROR, "an agent's listener", failure));
  private Credential credential;
  private volatile @Nullable ServerStream stream;
  private @Nullable Future<?> renewal;
  private boolean closed;

  /**
   * A client that does nothing yet.
   *
   * @param credential the agent's; its certificate says which cluster's agent this is
   * @param backoff this client's own
   * @throws CertificateException when the certificate is no agent's
   */
  public RelayClient(
      ServerAddress server,
      Credential credential,
      ClientSettings settings,
      Backoff backoff,
      AgentListener listener)
      throws CertificateException {
    if (!(PeerId.of(credential.certificate()) instanceof PeerId.Agent agent)) {
      throw new CertificateException("the certificate is no agent's");
    }
    this.cluster = agent.cluster();
    this.server = server;
    this.credential = credential;
    this.settings = settings;
    this.backoff = backoff;
    this.listener = listener;
  }

  /** The cluster, as the certificate has it. */
  public String cluster() {
    return cluster;
  }

  /** Begins to connect. */
  public void start() {
    order.execute(this::connect);
  }

  /**
   * Tells the server something. Returns at once; what is sent while the server is slow is kept once
   * per object. Without a stream it does nothing: the next one begins with {@code Hello}.
   */
  public void send(Up up) {
    ServerStream now = stream;
    if (now != null) {
      now.send(up);
    }
  }

  private void connect() {
    if (closed || stream != null) {
      return;
    }
    ManagedChannel channel =
        server.channel(
            Optional.of(credential), settings.clock(), settings.limits(), settings.executor());
    ServerStream next =
        new ServerStream(channel, settings, this::onReady, this::onMessage, this::onEnd);
    stream = next;
    next.begin();
  }

  private void onReady(ServerStream which) {
    order.execute(() -> {
      if (which == stream) {
        listener.connected();
      }
    });
  }

  private void onMessage(ServerStream which, ByteString bytes) {
    order.execute(() -> {
      if (which == stream) {
        take(which, bytes);
      }
    });
  }

  private void take(ServerStream which, ByteString bytes) {
    try {
      Down down = DownCodec.decode(bytes, cluster);
      if (down instanceof Down.Welcome) {
        welcomed(DownCodec.protocol(bytes));
      }
      listener.received(down);
      which.readOn();
    } catch (MalformedMessage e) {
      which.cancel(String.valueOf(e.getMessage()));
    }
  }

  private void welcomed(int protocol) throws MalformedMessage {
    if (!settings.protocols().has(protocol)) {
      throw new MalformedMessage("the server chose protocol " + protocol);
    }
    backoff.reset();
    Duration until =
        Duration.between(
            settings.clock().instant(), Renewal.due(credential.certificate(), settings.random()));
    renewAfter(until);
  }

  private void renewAfter(Duration wait) {
    if (renewal != null) {
      renewal.cancel(false);
    }
    renewal = later(wait, this::renew);
  }

  private Future<?> later(Duration wait, Runnable task) {
    return settings
        .timer()
        .schedule(
            () -> settings.executor().execute(() -> order.execute(task)),
            Math.max(0, wait.toMillis()),
            TimeUnit.MILLISECONDS);
  }

  private void renew() {
    ServerStream now = stream;
    if (now != null && !closed) {
      now.renew(answer -> order.execute(() -> renewed(now, answer)));
    }
  }

  /**
   * A new stream with the new certificate: the server ends the old one with the old certificate.
   */
  private void renewed(ServerStream which, Optional<Credential> answer) {
    if (which != stream || closed) {
      return;
    }
    if (answer.filter(this::isOurs).isEmpty()) {
      renewAfter(backoff.longest());
      return;
    }
    credential = answer.get();
    listener.renewed(credential);
    leave("the certificate was renewed");
    connect();
  }

  private boolean isOurs(Credential candidate) {
    try {
      return PeerId.of(candidate.certificate()).equals(PeerId.of(credential.certificate()));
    } catch (CertificateException e) {
      return false;
    }
  }

  private void onEnd(ServerStream which, Status status) {
    order.execute(() -> {
      if (which == stream) {
        String why = StreamEnd.text(status);
        boolean refused = StreamEnd.isRefusal(status);
        if (refused) {
          listener.received(new Down.Refuse(why));
        }
        leave(why);
        var _ = later(refused ? backoff.longest() : backoff.next(), this::connect);
      }
    });
  }

  /**
   * Ends the stream that is open, and makes another after a while. Returns at once.
   *
   * @param why for people
   */
  public void hangup(String why) {
    settings
        .executor()
        .execute(() ->
            order.execute(() -> {
              if (stream != null) {
                leave(why);
                var _ = later(backoff.next(), this::connect);
              }
            }));
  }

  private void leave(String why) {
    ServerStream former = stream;
    stream = null;
    if (former != null) {
      former.cancel(why);
      listener.closed(why);
    }
  }

  /** Ends the stream, and makes no other. */
  @Override
  public void close() {
    order.execute(() -> {
      closed = true;
      leave("the agent ends");
      if (renewal != null) {
        renewal.cancel(false);
      }
    });
  }
}
