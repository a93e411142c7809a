package dev.isthmus.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.Memory;
import dev.isthmus.server.ServerConfig;
import dev.isthmus.server.ServerCore;
import dev.isthmus.server.ServerEvent;
import dev.isthmus.server.lead.Lead;
import dev.isthmus.server.ledger.LedgerRecord;
import dev.isthmus.server.pending.PendingPort;
import dev.isthmus.server.record.ServerRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a shell does with the record and with the lead. The agent here reports one object of ours
 * that nobody wants, so that the server orders its end: the only order of these tests.
 */
@Timeout(300)
final class ServerShellTest {
  private static final Ownership OWNERSHIP = new Ownership(new byte[32], "test");
  private static final String UID = "uid-of-mgmt";

  /** What happened, in its order. */
  private final List<String> happened = new CopyOnWriteArrayList<>();

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final FakeLead lead = new FakeLead();

  /** Comes after the server's end. */
  private final CompletableFuture<String> agentClosed = new CompletableFuture<>();

  private volatile Instant time = Instant.parse("2026-01-01T00:00:00Z");
  private boolean brokenDisk;
  private Memory memory = Memory.NONE;
  private @Nullable ServerShell shell;

  @AfterEach
  void stop() {
    if (shell != null) {
      shell.close();
    }
  }

  private final class FakeLead implements Lead {
    private @Nullable Listener listener;

    @Override
    public void start(Listener told) {
      listener = told;
    }

    Listener listener() {
      assertThat(listener).isNotNull();
      return listener;
    }

    @Override
    public void raise(long above) {
      happened.add("raise " + above);
      listener().leads(above + 1);
    }

    @Override
    public void close() {
      happened.add("lead closed");
    }
  }

  private final class FakeRecord implements ServerRecord {
    @Override
    public Memory read() {
      return memory;
    }

    @Override
    public void keep(Authority authority) throws IOException {
      if (brokenDisk) {
        throw new IOException("no space left");
      }
      happened.add("keep " + authority);
    }

    @Override
    public void write(Memory newer) {
      happened.add("write");
    }
  }

  private final class Agent implements AgentSession {
    @Override
    public String cluster() {
      return "mgmt";
    }

    @Override
    public Optional<Instant> certifiedUntil() {
      return Optional.empty();
    }

    @Override
    public void send(Down message) {
      switch (message) {
        case Down.Desired desired -> happened.add("order " + desired.authority());
        case Down.Welcome welcome -> happened.add("welcome " + welcome.authority());
        default -> happened.add(message.getClass().getSimpleName());
      }
    }

    @Override
    public void close(String why) {
      happened.add("closed: " + why);
      agentClosed.complete(why);
    }
  }

  private final class Lines implements ServerWatcher {
    @Override
    public void line(String line) {
      lines.add(line);
    }

    @Override
    public void told(String cluster, Down message) {}

    @Override
    public void handled(ServerEvent event, Instant at, ServerCore core, Duration took) {}
  }

  private ServerShell start() {
    ServerShell started =
        new ServerShell(
            new ServerConfig("mgmt", OWNERSHIP, Brake.DEFAULT, ObservedKinds.ALL),
            new FakeRecord(),
            lead,
            PendingPort.none(),
            () -> time,
            new Lines());
    shell = started;
    started.start();
    return started;
  }

  /** All that an agent says until an order follows. */
  private void report(ServerShell to, long connection) {
    to.received(connection, new Up.Hello(1, UID, Authority.NONE, false, "1", "p1"));
    for (ObjectKind kind : ObservedKinds.ALL) {
      List<ObservedObject> objects =
          kind.kind().equals("Gateway") ? List.of(leftOver(kind)) : List.of();
      to.received(connection, new Up.Snapshot(kind, 1, "7", objects));
    }
    to.received(connection, new Up.Applied(new Authority(1, 0), List.of(), List.of()));
    time = time.plusSeconds(2); // what a former server may have done last has settled
    to.approve("");
    // Handled after the approval, and so after what it leads to.
    to.received(connection, new Up.Applied(new Authority(1, 0), List.of(), List.of()));
  }

  private static ObservedObject leftOver(ObjectKind kind) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    json.putObject("metadata").put("name", "old").put("namespace", "ns");
    json.putObject("spec").putArray("servers");
    IstioObject read = ((IstioJson.Read) IstioJson.read(json)).object();
    ObjectNode stamped = IstioJson.write(Stamp.stamped(read));
    IstioKey key =
        new IstioKey(
            "mgmt", "ns", IstioKind.of(kind.apiVersion(), kind.kind()).orElseThrow(), "old");
    stamped
        .withObject("/metadata/annotations")
        .put(Ownership.ANNOTATION, OWNERSHIP.proof(UID, key));
    return new ObservedObject(
        new ObjectRef(kind, new ObjectKey("mgmt", "ns", "old")), "u1", stamped);
  }

  @Test
  void theAuthorityIsKeptBeforeWhatIsOrderedByIt() {
    ServerShell now = start();
    lead.listener().leads(1);
    report(now, now.connected(new Agent()));
    assertThat(happened)
        .filteredOn(what -> !what.equals("write"))
        .containsExactly("welcome 1.0", "keep 1.1", "order 1.1");
  }

  @Test
  void withoutARecordNothingIsOrdered() throws Exception {
    brokenDisk = true;
    ServerShell now = start();
    lead.listener().leads(1);
    report(now, now.connected(new Agent()));
    assertThat(now.ended().toCompletableFuture().get(5, TimeUnit.MINUTES))
        .contains("The record cannot be written")
        .contains("no space left");
    assertThat(agentClosed.get(5, TimeUnit.MINUTES)).isEqualTo("the server ends");
    assertThat(happened).noneMatch(what -> what.startsWith("order"));
    assertThat(now.health().problem()).get().asString().contains("no space left");
  }

  @Test
  void afterTheLeadIsLostNothingIsSent() throws Exception {
    ServerShell now = start();
    lead.listener().leads(1);
    long connection = now.connected(new Agent());
    lead.listener().lost("another has it");
    report(now, connection);
    assertThat(now.ended().toCompletableFuture().get(5, TimeUnit.MINUTES))
        .contains("another has it");
    assertThat(happened).containsExactly("closed: the server ends");
    now.close();
    assertThat(happened).doesNotContain("write").contains("lead closed");
  }

  @Test
  void aServerThatHasNotLedYetWaits() {
    ServerShell now = start();
    lead.listener().lost("another leads");
    assertThat(now.ended().toCompletableFuture()).isNotDone();
    assertThat(now.health().problem()).get().asString().startsWith("another server leads");
    long connection = now.connected(new Agent());
    now.received(connection, new Up.Hello(1, UID, Authority.NONE, false, "1", "p1"));
    assertThat(happened).containsExactly("closed: the server closed the connection");
    now.closed(connection, "the server closed the connection");
    assertThat(lines).as("agents come again and again").noneMatch(l -> l.contains("agent"));
    lead.listener().leads(1);
    now.closed(now.connected(new Agent()), "it ends");
    assertThat(lines)
        .contains("The agent of mgmt has connected.", "The agent of mgmt is gone: it ends");
  }

  @Test
  void anEpochThatIsNotAboveTheRecordsIsRaised() {
    memory = new Memory(new Authority(5, 9), new TreeMap<>(), LedgerRecord.NONE);
    ServerShell now = start();
    lead.listener().leads(2);
    now.received(
        now.connected(new Agent()), new Up.Hello(1, UID, Authority.NONE, false, "1", "p1"));
    assertThat(happened)
        .filteredOn(what -> !what.equals("write"))
        .containsExactly("raise 5", "welcome 6.0");
  }

  @Test
  void theEndWritesWhatIsKnownAndGivesTheLeadUp() {
    ServerShell now = start();
    lead.listener().leads(1);
    now.received(
        now.connected(new Agent()), new Up.Hello(1, UID, Authority.NONE, false, "1", "p1"));
    happened.clear();
    now.close();
    now.close();
    assertThat(happened).containsSubsequence("closed: the server ends", "write", "lead closed");
    assertThat(happened).filteredOn("lead closed"::equals).hasSize(1);
  }
}
