package dev.isthmus.bench.relay;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.Credential;
import dev.isthmus.relay.AgentListener;
import dev.isthmus.relay.Backoff;
import dev.isthmus.relay.ClientSettings;
import dev.isthmus.relay.Limits;
import dev.isthmus.relay.Protocols;
import dev.isthmus.relay.RelayClient;
import dev.isthmus.relay.RelayListener;
import dev.isthmus.relay.RelayServer;
import dev.isthmus.relay.ServerAddress;
import dev.isthmus.relay.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * A server of the relay and its agents on loopback, as the product starts them: an agent says
 * Hello, is welcomed, and acknowledges each order at once.
 */
final class Fleet implements AutoCloseable {
  /** How many agents are there is asked so often. */
  private static final long POLL_MILLIS = 20;

  private static final Authority AUTHORITY = new Authority(1, 1);

  private final Certificates certificates;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<RelayClient> clients = new ArrayList<>();
  private final Set<String> welcomed = ConcurrentHashMap.newKeySet();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** What agents have acknowledged. */
  private final BlockingQueue<Authority> applied = new LinkedBlockingQueue<>();

  private RelayServer server;

  Fleet(Certificates certificates) throws IOException {
    this.certificates = certificates;
    server = listen(0);
  }

  private RelayServer listen(int port) throws IOException {
    return RelayServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        certificates.enrolments(),
        InstantSource.system(),
        new Welcoming());
  }

  private final class Welcoming implements RelayListener {
    @Override
    public void connected(Session session) {
      sessions.put(session.cluster(), session);
    }

    @Override
    public void received(Session session, Up up) {
      switch (up) {
        case Up.Hello _ -> session.send(new Down.Welcome(AUTHORITY, new TreeMap<>()));
        case Up.Applied one -> applied.add(one.authority());
        case Up.Snapshot _, Up.Delta _, Up.SourceLost _ ->
            throw new IllegalStateException("agents here report nothing");
      }
    }

    @Override
    public void closed(Session session, String why) {
      sessions.remove(session.cluster(), session);
    }
  }

  /** Starts an agent that acknowledges its orders. */
  void start(Credential credential) throws CertificateException {
    Agent agent = new Agent();
    agent.onOrder =
        order -> {
          List<ObjectRef> refs = order.puts().stream().map(DesiredObject::ref).toList();
          agent.client().send(new Up.Applied(order.authority(), refs, List.of()));
        };
    start(credential, agent);
  }

  /** Starts an agent that does this with its orders; it is not read further meanwhile. */
  void start(Credential credential, Consumer<Down.Desired> onOrder) throws CertificateException {
    Agent agent = new Agent();
    agent.onOrder = onOrder;
    start(credential, agent);
  }

  private void start(Credential credential, Agent agent) throws CertificateException {
    RelayClient client =
        new RelayClient(
            new ServerAddress(
                "127.0.0.1", server.port(), certificates.root(), Certificates.INSTALLATION),
            credential,
            new ClientSettings(
                InstantSource.system(),
                new Random(clients.size()),
                timer,
                executor,
                Limits.DEFAULT,
                Protocols.OURS),
            new Backoff(Backoff.FIRST, Backoff.LONGEST, new Random(clients.size())),
            agent);
    agent.client.add(client);
    clients.add(client);
    client.start();
  }

  private final class Agent implements AgentListener {
    private final List<RelayClient> client = new ArrayList<>();
    private Consumer<Down.Desired> onOrder = _ -> {};

    RelayClient client() {
      return client.getFirst();
    }

    @Override
    public void connected() {
      client().send(new Up.Hello(1, "uid", Authority.NONE, false, "bench", client().cluster()));
    }

    @Override
    public void received(Down down) {
      switch (down) {
        case Down.Welcome _ -> welcomed.add(client().cluster());
        case Down.Desired order -> onOrder.accept(order);
        case Down.Refuse refuse -> throw new IllegalStateException(refuse.reason());
        case Down.Approve _, Down.Preview _, Down.Resend _, Down.SetStatus _ -> {}
      }
    }

    @Override
    public void closed(String why) {}

    @Override
    public void renewed(Credential credential) {}
  }

  /** Waits until so many agents have been welcomed since the server was started. */
  void awaitWelcomed(int count) throws InterruptedException {
    while (welcomed.size() < count) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** The server ends, and another begins at its port: what a new Pod looks like to agents. */
  void restart() throws IOException {
    int port = server.port();
    welcomed.clear();
    server.close();
    server = listen(port);
  }

  /** Gives an agent an order. */
  void order(String cluster, Down.Desired order) {
    Session session = sessions.get(cluster);
    if (session == null) {
      throw new IllegalStateException(cluster + " is not connected");
    }
    session.send(order);
  }

  /** Waits for the acknowledgement of this order. */
  void awaitApplied(Authority authority) throws InterruptedException {
    while (!applied.take().equals(authority)) {
      // One of a former order.
    }
  }

  @Override
  public void close() {
    clients.forEach(RelayClient::close);
    server.close();
    timer.shutdownNow();
    executor.shutdown();
  }
}
