package dev.isthmus.relay;

import static dev.isthmus.relay.RelayWorld.desired;
import static dev.isthmus.relay.RelayWorld.next;
import static dev.isthmus.relay.RelayWorld.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.Credential;
import dev.isthmus.relay.RelayWorld.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StreamTest {
  private final RelayWorld world = start(RelayWorld.LIMITS, Protocols.OURS);

  private static RelayWorld start(Limits limits, Protocols protocols) {
    try {
      return new RelayWorld(limits, protocols);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void messagesPassBothWaysInOrder() throws Exception {
    RelayClient client = world.client(world.enrol("cluster1"));

    assertThat(next(world.server)).isEqualTo(new Told("connected", "cluster1", ""));
    assertThat(next(world.server))
        .isEqualTo(new Told("received", "cluster1", RelayWorld.hello("p1")));
    assertThat(next(world.agents).detail())
        .isEqualTo(new Down.Welcome(RelayWorld.AUTHORITY, new TreeMap<>()));

    Up.SourceLost lost =
        new Up.SourceLost(ObjectKind.POD, SourceLoss.FORBIDDEN, "no right to list pods");
    client.send(lost);
    assertThat(next(world.server).detail()).isEqualTo(lost);

    Down.Desired order =
        new Down.Desired(
            new Authority(3, 2), List.of(desired("cluster1", "a", "h", 10)), List.of());
    world.session.get().send(order);
    assertThat(next(world.agents).detail()).isEqualTo(order);

    client.close();
    assertThat(next(world.server).what()).isEqualTo("closed");
  }

  @Test
  void aSnapshotOf100000ObjectsComesWhole() throws Exception {
    RelayClient client = world.client(world.enrol("cluster1"));
    next(world.agents);
    List<ObservedObject> objects =
        IntStream.range(0, 100_000)
            .mapToObj(i -> observed("cluster1", "s" + i, i == 7 ? 6 << 20 : 50))
            .toList();
    Up.Snapshot snapshot = new Up.Snapshot(ObjectKind.SERVICE, 1, "77", objects);

    client.send(snapshot);

    next(world.server);
    next(world.server);
    assertThat(next(world.server).detail()).as("one object has 6 MiB").isEqualTo(snapshot);
  }

  @Test
  void anAgentThatDoesNotReadCostsOneEntryPerObjectAndGetsTheLastState() throws Exception {
    CountDownLatch mayRead = new CountDownLatch(1);
    Credential credential = world.enrol("cluster1");
    LinkedBlockingQueue<Down> received = new LinkedBlockingQueue<>();
    AtomicReference<RelayClient> self = new AtomicReference<>();
    RelayClient slow =
        new RelayClient(
            world.address(),
            credential,
            world.settings(),
            new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1), new Random(1)),
            new AgentListener() {
              @Override
              public void connected() {
                self.get().send(RelayWorld.hello("p1"));
              }

              @Override
              public void received(Down down) {
                try {
                  mayRead.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                received.add(down);
              }

              @Override
              public void closed(String why) {}

              @Override
              public void renewed(Credential fresh) {}
            });
    self.set(slow);
    slow.start();
    next(world.server, "connected");
    next(world.server, "received");

    // 4 GiB in all, if each were kept.
    int rounds = 4000;
    for (int round = 1; round <= rounds; round++) {
      world
          .session
          .get()
          .send(
              new Down.Desired(
                  new Authority(3, 1 + round),
                  List.of(
                      desired("cluster1", "a", "a" + round, 500_000),
                      desired("cluster1", "b", "b" + round, 500_000)),
                  List.of()));
    }
    mayRead.countDown();

    long messages = 0;
    while (true) {
      Down down = received.poll(5, TimeUnit.MINUTES);
      assertThat(down).isNotNull();
      messages++;
      if (down instanceof Down.Desired order
          && order.authority().equals(new Authority(3, 1 + rounds))) {
        assertThat(order.puts().stream().map(put -> put.hash()))
            .containsExactlyInAnyOrder("a" + rounds, "b" + rounds);
        break;
      }
    }
    assertThat(messages).as("what was superseded was not sent").isLessThan(20);
    slow.close();
  }

  @Test
  void anAgentComesBackAfterARestartOfTheServer() throws Exception {
    world.client(world.enrol("cluster1"));
    next(world.agents);

    int port = world.stop();

    next(world.agents, "closed");
    for (String what : List.of("connected", "received", "closed")) {
      assertThat(next(world.server).what()).isEqualTo(what);
    }
    world.startAgain(port);
    assertThat(next(world.agents, "received").detail()).isInstanceOf(Down.Welcome.class);
    assertThat(world.server.stream().map(Told::what)).containsExactly("connected", "received");
  }

  @Test
  void aNewerStreamOfAClusterReplacesTheOlder() throws Exception {
    Credential credential = world.enrol("cluster1");
    world.client(world.address(), credential, world.settings(), "p1");
    next(world.server);
    next(world.server);

    RelayClient second = world.client(world.address(), credential, world.settings(), "p2");

    Told closed = next(world.server);
    assertThat(closed.what()).isEqualTo("closed");
    assertThat(closed.detail()).asString().contains("replaced");
    assertThat(next(world.server).what()).isEqualTo("connected");
    assertThat(next(world.server).detail()).isEqualTo(RelayWorld.hello("p2"));
    second.close();
  }

  @Test
  void aSessionTakesNothingOfAnotherCluster() throws Exception {
    world.client(world.enrol("cluster1"));
    next(world.agents);

    assertThatThrownBy(() ->
            world
                .session
                .get()
                .send(
                    new Down.Desired(
                        RelayWorld.AUTHORITY,
                        List.of(desired("cluster2", "a", "h", 1)),
                        List.of())))
        .hasMessageContaining("not for cluster cluster1");
  }

  @Test
  void anAgentOfAnotherProtocolIsToldWhatToDo() throws Exception {
    try (RelayWorld newer = start(RelayWorld.LIMITS, new Protocols(2, 3))) {
      newer.client(newer.enrol("cluster1"));

      Told refused = next(newer.agents);
      assertThat(refused.detail())
          .isEqualTo(
              new Down.Refuse(
                  "the agent (version 0.1) speaks protocol 1, the server protocols 2 to 3: upgrade the agent"));
      assertThat(next(newer.agents).what()).isEqualTo("closed");
      assertThat(newer.server).isEmpty();
    }
  }

  @Test
  void aServerRefusesByAWord() throws Exception {
    world.client(world.enrol("cluster1"));
    next(world.agents);

    world.session.get().send(new Down.Refuse("cluster1 is not registered"));

    assertThat(next(world.agents).detail())
        .isEqualTo(new Down.Refuse("cluster1 is not registered"));
    assertThat(next(world.server, "closed").detail()).isEqualTo("cluster1 is not registered");
  }
}
