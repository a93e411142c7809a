package dev.isthmus.relay;

import static dev.isthmus.relay.RelayWorld.desired;
import static dev.isthmus.relay.RelayWorld.observed;
import static dev.isthmus.relay.RelayWorld.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.Up;
import dev.isthmus.testing.Cases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static final ObjectKind KIND = ObjectKind.SERVICE;

  @Test
  void ordersThatWaitBecomeOneWithTheNewestOfEachObject() {
    DownOutbox outbox = new DownOutbox();
    Down.Deletion delete = new Down.Deletion(ref(KIND, "c", "b"), "proof");
    outbox.add(new Down.Desired(at(1), List.of(desired("c", "a", "1", 1)), List.of()));
    outbox.add(new Down.Desired(at(2), List.of(desired("c", "b", "2", 1)), List.of()));
    outbox.add(new Down.Desired(at(3), List.of(desired("c", "a", "3", 1)), List.of(delete)));

    assertThat(outbox.drain())
        .containsExactly(
            new Down.Desired(at(3), List.of(desired("c", "a", "3", 1)), List.of(delete)));
    assertThat(outbox.drain()).isEmpty();
  }

  @Test
  void whatIsShownIsKeptApartFromWhatIsOrdered() {
    DownOutbox outbox = new DownOutbox();
    outbox.add(new Down.Preview(List.of(desired("c", "a", "1", 1)), List.of()));
    outbox.add(new Down.Desired(at(1), List.of(desired("c", "b", "2", 1)), List.of()));
    outbox.add(new Down.Preview(List.of(desired("c", "a", "3", 1)), List.of()));

    assertThat(outbox.drain())
        .containsExactly(
            new Down.Desired(at(1), List.of(desired("c", "b", "2", 1)), List.of()),
            new Down.Preview(List.of(desired("c", "a", "3", 1)), List.of()));
    assertThat(outbox.drain()).isEmpty();
  }

  @Test
  void aWelcomeGoesFirst() {
    DownOutbox outbox = new DownOutbox();
    outbox.add(new Down.Resend(KIND));
    outbox.add(new Down.Resend(KIND));
    outbox.add(new Down.Welcome(at(1), new TreeMap<>()));

    assertThat(outbox.drain())
        .containsExactly(new Down.Welcome(at(1), new TreeMap<>()), new Down.Resend(KIND));
  }

  /**
   * Whatever waits and is merged, and whenever it is sent: the server knows the same at the end.
   */
  @Test
  void mergedDeltasSayWhatTheySaidOneByOne() {
    for (int seed = 0; seed < Cases.count(); seed++) {
      Random random = new Random(seed);
      UpOutbox outbox = new UpOutbox();
      Map<ObjectRef, ObservedObject> truth = new HashMap<>();
      Receiver receiver = new Receiver();
      long sequence = 0;
      outbox.add(new Up.Snapshot(KIND, 0, "0", List.of()));
      for (int step = 0; step < 30; step++) {
        ObservedObject object = observed("c", "o" + random.nextInt(4), random.nextInt(1, 9));
        boolean put = random.nextInt(3) > 0;
        if (put) {
          truth.put(object.ref(), object);
        } else {
          truth.remove(object.ref());
        }
        sequence++;
        outbox.add(
            random.nextInt(10) == 0
                ? new Up.Snapshot(KIND, sequence, "v", List.copyOf(truth.values()))
                : new Up.Delta(
                    KIND,
                    sequence - 1,
                    sequence,
                    "v",
                    put ? List.of(object) : List.of(),
                    put ? List.of() : List.of(object.ref())));
        if (random.nextInt(4) == 0) {
          outbox.drain().forEach(receiver::take);
        }
      }
      outbox.drain().forEach(receiver::take);

      assertThat(receiver.known).as("seed %s", seed).isEqualTo(truth);
      assertThat(receiver.sequence).isEqualTo(sequence);
    }
  }

  private static final class Receiver {
    private final Map<ObjectRef, ObservedObject> known = new HashMap<>();
    private long sequence;

    private void take(Up up) {
      if (up instanceof Up.Snapshot snapshot) {
        known.clear();
        snapshot.objects().forEach(object -> known.put(object.ref(), object));
        sequence = snapshot.sequence();
      } else if (up instanceof Up.Delta delta) {
        assertThat(delta.after()).as("no gap").isEqualTo(sequence);
        delta.puts().forEach(object -> known.put(object.ref(), object));
        delta.gone().forEach(known::remove);
        sequence = delta.sequence();
      }
    }
  }

  @Test
  void acknowledgementsFollowWhatTheyRestOnAndTheFirstStaysAlone() {
    UpOutbox outbox = new UpOutbox();
    Refusal refusal =
        new Refusal(ref(KIND, "c", "b"), "h", Refusal.Why.INVALID, "spec.hosts is empty");
    Up.Applied first = new Up.Applied(at(1), List.of(), List.of());
    Up.SourceLost lost = new Up.SourceLost(ObjectKind.POD, SourceLoss.UNREACHABLE, "");
    List<Up> sent = new ArrayList<>();
    outbox.add(first);
    outbox.add(new Up.Applied(at(2), List.of(ref(KIND, "c", "b")), List.of()));
    outbox.add(new Up.Applied(at(3), List.of(ref(KIND, "c", "a")), List.of(refusal)));
    outbox.add(lost);
    sent.addAll(outbox.drain());

    assertThat(sent)
        .containsExactly(
            lost, first, new Up.Applied(at(3), List.of(ref(KIND, "c", "a")), List.of(refusal)));
  }

  private static Authority at(long revision) {
    return new Authority(1, revision);
  }
}
