package dev.isthmus.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.EnrolmentStore;
import dev.isthmus.identity.Enrolments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A server and agents on loopback, with a clock that tests move. */
final class RelayWorld implements AutoCloseable {
  /** What a listener was told. */
  record Told(String what, String cluster, Object detail) {}

  static final Authority AUTHORITY = new Authority(3, 1);

  /** That no machine is too slow for. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Limits of which none is reached. */
  static final Limits LIMITS = limits(PATIENCE, PATIENCE, PATIENCE, Limits.DEFAULT.message());

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  final CertificateAuthority authority =
      CertificateAuthority.createRoot("relay", Enrolments.ROOT_LIFE, now::get);
  final Enrolments enrolments =
      new Enrolments(authority, "test", EnrolmentStore.inMemory(), now::get);
  final BlockingQueue<Told> server = new LinkedBlockingQueue<>();
  final BlockingQueue<Told> agents = new LinkedBlockingQueue<>();
  final AtomicReference<Session> session = new AtomicReference<>();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<RelayClient> clients = new ArrayList<>();
  final RelayListener listener = new Recorder();
  private RelayServer relay;

  RelayWorld() throws IOException {
    this(LIMITS, Protocols.OURS);
  }

  RelayWorld(Limits limits, Protocols protocols) throws IOException {
    relay = listen(0, limits, protocols);
  }

  static Limits limits(Duration handshake, Duration hello, Duration nextFrame, long message) {
    return new Limits(
        handshake,
        hello,
        nextFrame,
        message,
        Limits.DEFAULT.messagesPerSecond(),
        Limits.DEFAULT.burst(),
        PATIENCE);
  }

  private RelayServer listen(int port, Limits limits, Protocols protocols) throws IOException {
    return RelayServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        enrolments,
        now::get,
        limits,
        protocols,
        listener);
  }

  /** Answers each Hello with a Welcome, and records. */
  private final class Recorder implements RelayListener {
    @Override
    public void connected(Session opened) {
      session.set(opened);
      server.add(new Told("connected", opened.cluster(), ""));
    }

    @Override
    public void received(Session from, Up up) {
      server.add(new Told("received", from.cluster(), up));
      if (up instanceof Up.Hello) {
        from.send(new Down.Welcome(AUTHORITY, new TreeMap<>()));
      }
    }

    @Override
    public void closed(Session ended, String why) {
      server.add(new Told("closed", ended.cluster(), why));
    }
  }

  RelayServer relay() {
    return relay;
  }

  /** Ends the server; returns where it listened. */
  int stop() {
    int port = relay.port();
    relay.close();
    return port;
  }

  /** Another server, where a former one listened. */
  void startAgain(int port) throws IOException {
    relay = listen(port, LIMITS, Protocols.OURS);
  }

  ServerAddress address() {
    return address(authority.root());
  }

  ServerAddress address(X509Certificate root) {
    return new ServerAddress("127.0.0.1", relay.port(), root, "test");
  }

  Credential enrol(String cluster) throws Exception {
    return Enroller.enrol(address(), enrolments.newToken(cluster, false), now::get);
  }

  ClientSettings settings() {
    return new ClientSettings(now::get, new Random(1), timer, executor, LIMITS, Protocols.OURS);
  }

  RelayClient client(Credential credential) throws CertificateException {
    return client(address(), credential, settings(), "p1");
  }

  /** A client that says Hello, and records. */
  RelayClient client(
      ServerAddress address, Credential credential, ClientSettings settings, String epoch)
      throws CertificateException {
    AtomicReference<RelayClient> self = new AtomicReference<>();
    AgentListener recorder =
        new AgentListener() {
          @Override
          public void connected() {
            self.get().send(hello(epoch));
          }

          @Override
          public void received(Down down) {
            agents.add(new Told("received", self.get().cluster(), down));
          }

          @Override
          public void closed(String why) {
            agents.add(new Told("closed", self.get().cluster(), why));
          }

          @Override
          public void renewed(Credential fresh) {
            agents.add(new Told("renewed", self.get().cluster(), fresh));
          }
        };
    Backoff backoff =
        new Backoff(Duration.ofMillis(20), Duration.ofMillis(200), new Random(epoch.hashCode()));
    RelayClient client = new RelayClient(address, credential, settings, backoff, recorder);
    self.set(client);
    clients.add(client);
    client.start();
    return client;
  }

  static Up.Hello hello(String epoch) {
    return new Up.Hello(1, "uid-1", new Authority(2, 7), false, "0.1", epoch);
  }

  static ObjectRef ref(ObjectKind kind, String cluster, String name) {
    return new ObjectRef(kind, new ObjectKey(cluster, "ns", name));
  }

  static ObservedObject observed(String cluster, String name, int size) {
    return new ObservedObject(ref(ObjectKind.SERVICE, cluster, name), "u-" + name, json(size));
  }

  static DesiredObject desired(String cluster, String name, String hash, int size) {
    return new DesiredObject(ref(ObjectKind.SERVICE, cluster, name), "proof", hash, json(size));
  }

  static ObjectNode json(int size) {
    return JsonNodeFactory.instance.objectNode().put("data", "x".repeat(size));
  }

  /** The next that was told. */
  static Told next(BlockingQueue<Told> queue) throws InterruptedException {
    Told told = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(told).as("something is told").isNotNull();
    return told;
  }

  /** The next of this sort; what comes before is passed over. */
  static Told next(BlockingQueue<Told> queue, String what) throws InterruptedException {
    while (true) {
      Told told = next(queue);
      if (told.what().equals(what)) {
        return told;
      }
    }
  }

  @Override
  public void close() {
    clients.forEach(RelayClient::close);
    relay.close();
    timer.shutdownNow();
    executor.shutdown();
  }
}
