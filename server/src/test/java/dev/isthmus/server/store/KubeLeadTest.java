package dev.isthmus.server.store;

import static dev.isthmus.server.store.StoreWorld.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kubesim.RequestFault;
import dev.isthmus.server.lead.Lead;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two candidates, an API server with faults, and time that passes when a test says so. */
final class KubeLeadTest {
  private static final LeaseTimes TIMES = LeaseTimes.USUAL;

  @TempDir Path folder;
  private StoreWorld world;
  private KubeObjects objects;
  private Candidate one;
  private Candidate two;

  /** What a candidate was told. */
  private final class Candidate implements Lead.Listener {
    final List<Long> epochs = new ArrayList<>();
    final List<String> losses = new ArrayList<>();
    final LeaseHolder holder;

    Candidate(String name) {
      holder =
          new LeaseHolder(
              objects,
              LeaseText.fresh(NAMESPACE, KubeLead.LEASE),
              name,
              TIMES,
              world.clock(),
              world::nanos,
              this);
    }

    void step() {
      holder.step();
    }

    boolean leads() {
      return epochs.size() > losses.size();
    }

    @Override
    public void leads(long epoch) {
      epochs.add(epoch);
    }

    @Override
    public void lost(String why) {
      losses.add(why);
    }
  }

  @BeforeEach
  void start() throws Exception {
    world = new StoreWorld(folder);
    objects = world.objects();
    one = new Candidate("one");
    two = new Candidate("two");
  }

  @AfterEach
  void stop() {
    objects.close();
    world.close();
  }

  private ObjectNode lease() {
    return world.cluster.find(LeaseText.LEASE, NAMESPACE, KubeLead.LEASE).orElseThrow();
  }

  private void change(UnaryOperator<ObjectNode> how) {
    world.cluster.load(how.apply(lease().deepCopy()));
  }

  /** Both look every two seconds, for so many of them. */
  private void pass(Duration time, Candidate... candidates) {
    for (long left = time.toSeconds(); left > 0; left -= TIMES.pause().toSeconds()) {
      world.pass(TIMES.pause());
      for (Candidate candidate : candidates) {
        candidate.step();
      }
    }
  }

  @Test
  void theFirstLeadsAsLongAsItRenews() {
    one.step();
    two.step();
    pass(Duration.ofMinutes(5), one, two);

    assertThat(one.epochs).containsExactly(1L);
    assertThat(one.losses).isEmpty();
    assertThat(two.epochs).isEmpty();
    assertThat(lease().at("/spec/renewTime").asText()).isEqualTo("2026-05-01T10:05:00.000000Z");
    assertThat(lease().at("/spec/leaseTransitions").asInt()).isEqualTo(1);
  }

  @Test
  void oneThatDiesIsFollowedWithAHigherEpochAfterTheLifeOfItsLease() {
    one.step();
    two.step();
    pass(Duration.ofSeconds(14), two);
    assertThat(two.leads()).isFalse();
    pass(Duration.ofSeconds(2), two);

    assertThat(two.epochs).containsExactly(2L);
    // It was paused, and wakes up: it must say so before it asks anything.
    world.fail("get", new RequestFault.Answer(503, 0), 1);
    one.step();
    assertThat(one.losses).hasSize(1);
    pass(Duration.ofSeconds(20), two, one);
    assertThat(two.leads()).isTrue();
    assertThat(one.leads()).isFalse();
  }

  @Test
  void oneThatCannotRenewSaysSoBeforeAnotherCanLead() {
    one.step();
    two.step();
    // Its own API server is lost: only what one asks fails.
    for (int i = 0; i < 8 && one.leads(); i++) {
      world.pass(TIMES.pause());
      two.step();
      assertThat(two.leads()).as("both lead").isFalse();
      world.fail("update", new RequestFault.Answer(503, 0), 1);
      world.fail("get", new RequestFault.Answer(503, 0), 1);
      one.step();
      world.cluster.faults().mend();
    }
    assertThat(one.losses)
        .singleElement()
        .asString()
        .startsWith("the Lease could not be renewed in time: ");
    assertThat(two.leads()).isFalse();
    pass(Duration.ofSeconds(16), two);
    assertThat(two.epochs).containsExactly(2L);
  }

  @Test
  void oneThatLostItsLeadGetsItBackWithAnotherEpoch() {
    one.step();
    world.pass(Duration.ofMinutes(1));
    one.step();

    assertThat(one.losses).hasSize(1);
    assertThat(one.epochs).containsExactly(1L, 2L);
  }

  @Test
  void ofTwoThatTakeItAtOnceOneLeads() {
    one.step();
    two.step();
    world.pass(TIMES.life());
    // Another takes it between looking and writing.
    world
        .cluster
        .faults()
        .fail(
            call -> {
              if (call.verb().equals("update")) {
                change(lease -> LeaseText.taken(lease, "three", 2, world.clock().instant(), 15));
              }
              return false;
            },
            new RequestFault.Drop(),
            1);
    two.step();
    assertThat(two.epochs).isEmpty();
    world.cluster.faults().mend();
    two.step();
    assertThat(two.epochs).isEmpty();
  }

  @Test
  void anAnswerThatGotLostSpendsItsEpoch() {
    world.fail("create", new RequestFault.DropAfter(), 1);
    one.step();
    assertThat(one.epochs).as("it does not know").isEmpty();
    one.step();
    assertThat(one.epochs).containsExactly(2L);

    world.fail("update", new RequestFault.AnswerAfter(500), 1);
    pass(Duration.ofMinutes(1), one);
    assertThat(one.losses).as("a renewal whose answer got lost").isEmpty();
  }

  @Test
  void itRaisesItsEpochAboveWhatAnAgentObeyed() {
    one.step();
    one.holder.raise(41);
    one.step();
    one.holder.raise(7);
    one.step();
    two.holder.raise(50);
    two.step();

    assertThat(one.epochs).containsExactly(1L, 42L);
    assertThat(one.losses).isEmpty();
    pass(Duration.ofSeconds(16), two);
    assertThat(two.epochs).as("known before it led").containsExactly(51L);
  }

  @Test
  void whoRaisesAfterAnotherHasTakenItHearsThatItDoesNotLead() {
    one.step();
    change(lease -> LeaseText.taken(lease, "three", 2, world.clock().instant(), 15));
    one.holder.raise(41);
    one.step();
    one.step();

    assertThat(one.epochs).containsExactly(1L);
    assertThat(one.losses).containsExactly("the Lease is held by 'three' with epoch 2");
  }

  @Test
  void aChangeBySomebodyElseThatLeavesTheHolderCostsNothing() {
    one.step();
    change(lease -> {
      lease.withObject("/metadata/annotations").put("note", "seen");
      return lease;
    });
    pass(Duration.ofSeconds(20), one);

    assertThat(one.losses).isEmpty();
    assertThat(lease().at("/metadata/annotations/note").asText()).isEqualTo("seen");
  }

  @Test
  void aDeletedLeaseIsMadeAgainWithAHigherEpoch() {
    one.step();
    one.holder.raise(9);
    one.step();
    world.cluster.remove(LeaseText.LEASE, NAMESPACE, KubeLead.LEASE);
    pass(Duration.ofSeconds(6), one);

    assertThat(one.losses).hasSize(1);
    assertThat(one.epochs).containsExactly(1L, 10L, 11L);
  }

  @Test
  void anEpochThatIsNoNumberCountsAsNone() {
    one.step();
    change(lease -> {
      lease.withObject("/metadata/annotations").put(LeaseText.EPOCH, "many");
      lease.withObject("/spec").put("holderIdentity", "");
      return lease;
    });
    two.step();
    assertThat(two.epochs).containsExactly(1L);
  }

  @Test
  void oneThatGivesItUpIsFollowedAtOnce() {
    one.step();
    one.holder.release();
    one.step();
    two.step();

    assertThat(two.epochs).containsExactly(2L);
    assertThat(one.losses).as("the listener hears no more").isEmpty();
  }

  @Test
  void itRunsByItself() throws Exception {
    LeaseTimes quick =
        new LeaseTimes(Duration.ofHours(1), Duration.ofMillis(20), Duration.ofMinutes(4));
    BlockingQueue<Long> epochs = new LinkedBlockingQueue<>();
    Lead.Listener listener =
        new Lead.Listener() {
          @Override
          public void leads(long epoch) {
            epochs.add(epoch);
          }

          @Override
          public void lost(String why) {
            epochs.add(-1L);
          }
        };
    Lead first = lead("one", quick);
    Lead second = lead("two", quick);
    first.start(listener);
    assertThat(epochs.poll(5, TimeUnit.MINUTES)).isEqualTo(1);
    first.raise(6);
    assertThat(epochs.poll(5, TimeUnit.MINUTES)).isEqualTo(7);
    second.start(listener);
    first.close();
    assertThat(epochs.poll(5, TimeUnit.MINUTES)).isEqualTo(8);
    second.close();
    assertThat(epochs).isEmpty();
    assertThat(LeaseText.holder(lease())).isEmpty();
  }

  private Lead lead(String name, LeaseTimes times) {
    return new KubeLead(world.context(), NAMESPACE, name, times, world.clock(), System::nanoTime);
  }
}
