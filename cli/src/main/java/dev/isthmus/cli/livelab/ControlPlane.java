package dev.isthmus.cli.livelab;

import dev.isthmus.cli.live.LiveAgent;
import dev.isthmus.cli.live.LiveLog;
import dev.isthmus.cli.live.LiveServer;
import dev.isthmus.cli.live.RelayLink;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.relay.ClientSettings;
import dev.isthmus.relay.Enroller;
import dev.isthmus.relay.Limits;
import dev.isthmus.relay.Protocols;
import dev.isthmus.relay.ServerAddress;
import dev.isthmus.server.record.ServerRecord;
import dev.isthmus.server.store.Installation;
import dev.isthmus.server.store.KubeEnrolmentStore;
import dev.isthmus.server.store.KubeLead;
import dev.isthmus.server.store.KubePending;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The product as teams run it, in this process: a server, and an agent for each cluster, over the
 * relay with mutual TLS on loopback; that of the management cluster inside of the server. What a
 * server keeps is in the management cluster, so that all commands work on a lab that is held.
 */
final class ControlPlane implements AutoCloseable {
  static final String MANAGEMENT = "mgmt";

  private static final String INSTALLATION = "lab";
  private static final InstantSource CLOCK = InstantSource.system();

  private final LiveServer server;
  private final List<LiveAgent> agents = new ArrayList<>();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private ControlPlane(LiveServer server) {
    this.server = server;
  }

  /** Starts all of it. */
  static ControlPlane start(SimClusters clusters, String version, LiveLog log)
      throws IOException, InterruptedException {
    KubeObjects management = clusters.user(MANAGEMENT);
    Installation installation =
        Installation.findOrMake(management, SimClusters.NAMESPACE, INSTALLATION, CLOCK);
    Enrolments enrolments =
        installation.enrolments(
            new KubeEnrolmentStore(management, SimClusters.NAMESPACE, System::nanoTime), CLOCK);
    LiveServer server =
        LiveServer.start(
            new LiveServer.Setup(
                MANAGEMENT,
                SimClusters.NAMESPACE,
                version,
                installation.ownership(),
                enrolments,
                ServerRecord.inMemory(),
                KubeLead.candidate(
                    KubeContext.of(clusters.kubeconfig(), MANAGEMENT),
                    SimClusters.NAMESPACE,
                    CLOCK),
                new KubePending(
                    management, SimClusters.NAMESPACE, line -> log.line("server", "", line)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                CLOCK,
                log,
                new SimpleMeterRegistry()),
            clusters.port(MANAGEMENT));
    ControlPlane plane = new ControlPlane(server);
    ServerAddress address =
        new ServerAddress(
            InetAddress.getLoopbackAddress().getHostAddress(),
            server.port(),
            installation.root().root(),
            installation.name());
    for (String cluster : clusters.names()) {
      if (!cluster.equals(MANAGEMENT)) {
        RelayLink link = plane.link(address, enrolments, cluster);
        LiveAgent.Setup setup =
            new LiveAgent.Setup(
                link.cluster(),
                SimClusters.NAMESPACE,
                version,
                false,
                CLOCK,
                log,
                new SimpleMeterRegistry());
        plane.agents.add(LiveAgent.start(setup, clusters.port(cluster), link));
      }
    }
    return plane;
  }

  private RelayLink link(ServerAddress address, Enrolments enrolments, String cluster)
      throws IOException, InterruptedException {
    try {
      String token = enrolments.newToken(cluster, false);
      Credential credential = Enroller.enrol(address, token, CLOCK);
      ClientSettings settings =
          new ClientSettings(CLOCK, new Random(), timer, executor, Limits.DEFAULT, Protocols.OURS);
      return new RelayLink(address, credential, settings, _ -> {});
    } catch (EnrolmentRefused | Enroller.EnrolmentFailed | CertificateException e) {
      throw new IOException("the agent of " + cluster + " was not enrolled: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    agents.forEach(LiveAgent::close);
    server.close();
    timer.shutdownNow();
    executor.shutdownNow();
  }
}
