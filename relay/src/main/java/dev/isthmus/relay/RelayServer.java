package dev.isthmus.relay;

import dev.isthmus.identity.Enrolments;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The server's end: one port for the streams of all agents, for enrolment and renewal. */
public final class RelayServer implements AutoCloseable {
  private static final long RECHECK_SECONDS = 10;

  private final Server server;
  private final RelayService service;
  private final ServerShared shared;

  private RelayServer(Server server, RelayService service, ServerShared shared) {
    this.server = server;
    this.service = service;
    this.shared = shared;
  }

  /** A server with the limits and protocols of the product. */
  public static RelayServer start(
      InetSocketAddress address, Enrolments enrolments, InstantSource clock, RelayListener listener)
      throws IOException {
    return start(address, enrolments, clock, Limits.DEFAULT, Protocols.OURS, listener);
  }

  /**
   * Listens.
   *
   * @param address where; port 0 for any
   * @throws IOException when the address cannot be listened at
   */
  public static RelayServer start(
      InetSocketAddress address,
      Enrolments enrolments,
      InstantSource clock,
      Limits limits,
      Protocols protocols,
      RelayListener listener)
      throws IOException {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("relay-timer").factory());
    ServerShared shared =
        new ServerShared(
            enrolments, limits, protocols, Executors.newVirtualThreadPerTaskExecutor(), timer);
    RelayService service = new RelayService(shared, listener);
    Server server =
        NettyServerBuilder.forAddress(address)
            .sslContext(Tls.server(enrolments, clock))
            .addService(service.definition())
            .executor(shared.executor())
            .maxInboundMessageSize(Limits.MAX_FRAME)
            .maxInboundMetadataSize(Limits.MAX_METADATA)
            .maxConcurrentCallsPerConnection(Limits.MAX_CALLS)
            .handshakeTimeout(limits.handshake().toMillis(), TimeUnit.MILLISECONDS)
            .keepAliveTime(limits.ping().toMillis(), TimeUnit.MILLISECONDS)
            .keepAliveTimeout(limits.ping().toMillis() / 2, TimeUnit.MILLISECONDS)
            .permitKeepAliveTime(limits.ping().toMillis() / 2, TimeUnit.MILLISECONDS)
            .maxConnectionIdle(1, TimeUnit.MINUTES)
            .build()
            .start();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> shared.executor().execute(service::recheck),
            RECHECK_SECONDS,
            RECHECK_SECONDS,
            TimeUnit.SECONDS);
    return new RelayServer(server, service, shared);
  }

  /** The port that it listens at. */
  public int port() {
    return server.getPort();
  }

  /**
   * Ends the streams whose certificates are no longer good. It is done every 10 seconds; a
   * revocation need not wait for it.
   */
  public void recheck() {
    service.recheck();
  }

  /** Ends all streams; listeners hear of it. */
  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Its executor has no threads of its own, and may have to tell of the last streams yet.
    shared.timer().shutdownNow();
  }
}
