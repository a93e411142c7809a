package dev.isthmus.cli.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.Ended;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.EnrolmentStore;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.kube.KubeCluster;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kube.KubeOptions;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import dev.isthmus.relay.ClientSettings;
import dev.isthmus.relay.Enroller;
import dev.isthmus.relay.Limits;
import dev.isthmus.relay.Protocols;
import dev.isthmus.relay.ServerAddress;
import dev.isthmus.server.lead.Lead;
import dev.isthmus.server.record.FolderRecord;
import dev.isthmus.server.store.KubePending;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The product in this process: API servers, a server with its relay, an agent for each cluster. */
final class LiveWorld implements AutoCloseable {
  static final String MANAGEMENT = "mgmt";
  static final String NAMESPACE = "isthmus";
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final InstantSource CLOCK = InstantSource.system();

  private final Map<String, SimServer> clusters = new LinkedHashMap<>();
  private final Path kubeconfig;
  private final KubeObjects management;
  private Path record;
  private final CertificateAuthority root =
      CertificateAuthority.createRoot("live", Enrolments.ROOT_LIFE, CLOCK);
  private final Enrolments enrolments =
      new Enrolments(root, "live", EnrolmentStore.inMemory(), CLOCK);
  private final Ownership ownership = new Ownership(new byte[32], "live");
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Credential> credentials = new TreeMap<>();
  private final Map<String, LiveAgent> agents = new TreeMap<>();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private LiveServer server;

  LiveWorld(Path record) throws IOException {
    this(record, Lead.alone());
  }

  LiveWorld(Path record, Lead lead) throws IOException {
    this.record = record;
    for (String name : List.of(MANAGEMENT, "cluster1", "cluster2")) {
      SimServer sim = SimServer.start(new SimCluster(name));
      sim.cluster().load(namespace());
      clusters.put(name, sim);
    }
    kubeconfig = record.resolveSibling(record.getFileName() + "-kubeconfig");
    Files.writeString(kubeconfig, Kubeconfig.of(List.copyOf(clusters.values()), Access.ADMIN));
    management = KubeObjects.of(KubeContext.of(kubeconfig, MANAGEMENT));
    server = startServer(0, lead);
  }

  /** Runs a command on the clusters. */
  Ended run(String line) {
    return Ended.of((Object[]) (line + " --kubeconfig=" + kubeconfig).split(" "));
  }

  private static ObjectNode namespace() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", "Namespace");
    object.putObject("metadata").put("name", NAMESPACE);
    return object;
  }

  private LiveServer startServer(int port, Lead lead) throws IOException {
    return LiveServer.start(
        new LiveServer.Setup(
            MANAGEMENT,
            NAMESPACE,
            "test",
            ownership,
            enrolments,
            FolderRecord.in(record, line -> lines.add("record: " + line)),
            lead,
            new KubePending(management, NAMESPACE, line -> lines.add("pending: " + line)),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            CLOCK,
            this::log,
            metrics),
        open(MANAGEMENT));
  }

  private void log(String who, String cluster, String line) {
    lines.add(who + " " + cluster + ": " + line);
  }

  private KubeCluster open(String name) {
    String kubeconfig = Kubeconfig.of(List.of(sim(name)), Access.ADMIN);
    return KubeCluster.ofKubeconfig(name, kubeconfig, null, KubeOptions.usual());
  }

  /** As a user does: approves what is pending until that is so; what is pending is told late. */
  void approveUntil(String options, String what, Supplier<Optional<String>> wrong) {
    await(
        what,
        () -> {
          var _ = run("approve " + options + " --context " + MANAGEMENT);
          return wrong.get();
        });
  }

  SimServer sim(String name) {
    return requireNonNull(clusters.get(name), name);
  }

  SimCluster cluster(String name) {
    return sim(name).cluster();
  }

  LiveServer server() {
    return server;
  }

  PrometheusMeterRegistry metrics() {
    return metrics;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Starts a cluster's agent: the first time it enrols, later it has its credential. */
  void startAgents() throws Exception {
    startAgent("cluster1", false);
    startAgent("cluster2", false);
  }

  void startAgent(String cluster, boolean observing) throws Exception {
    ServerAddress address = new ServerAddress("127.0.0.1", server.port(), root.root(), "live");
    if (!credentials.containsKey(cluster)) {
      String token = enrolments.newToken(cluster, false);
      credentials.put(cluster, Enroller.enrol(address, token, CLOCK));
    }
    RelayLink link =
        new RelayLink(
            address,
            requireNonNull(credentials.get(cluster)),
            new ClientSettings(
                CLOCK, new Random(1), timer, executor, Limits.DEFAULT, Protocols.OURS),
            credential -> credentials.put(cluster, credential));
    agents.put(
        cluster,
        LiveAgent.start(
            new LiveAgent.Setup(
                link.cluster(), NAMESPACE, "test", observing, CLOCK, this::log, metrics),
            open(cluster),
            link));
  }

  LiveAgent agent(String cluster) {
    return requireNonNull(agents.get(cluster), cluster);
  }

  void stopAgent(String cluster) {
    requireNonNull(agents.remove(cluster), cluster).close();
  }

  void stopServer() {
    server.close();
  }

  void restartServer() throws IOException {
    int port = server.port();
    server.close();
    server = startServer(port, Lead.alone());
  }

  /** Restarts the server with an empty record, and a lead that begins with epoch 1. */
  void restartServerWithout(Path emptyRecord) throws IOException {
    record = emptyRecord;
    restartServer();
  }

  /** Waits until nothing is wrong any more; fails with what is, when that takes too long. */
  void await(String what, Supplier<Optional<String>> wrong) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    Optional<String> still = wrong.get();
    while (still.isPresent()) {
      checkAlive(server.ended());
      agents.values().forEach(agent -> checkAlive(agent.ended()));
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": " + still.get() + "\n" + String.join("\n", lines()));
      }
      LockSupport.parkNanos(5_000_000);
      still = wrong.get();
    }
  }

  /** A shell that has ended has a bug; the failure says where. */
  private static void checkAlive(CompletionStage<String> ended) {
    if (ended.toCompletableFuture().isDone()) {
      assertThat(ended.toCompletableFuture().join()).isNull();
    }
  }

  @Override
  public void close() {
    agents.values().forEach(LiveAgent::close);
    server.close();
    management.close();
    clusters.values().forEach(SimServer::close);
    timer.shutdownNow();
    executor.shutdownNow();
  }
}
