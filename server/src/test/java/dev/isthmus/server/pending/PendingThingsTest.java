package dev.isthmus.server.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.server.pending.PendingThing.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What waits, put together for users. */
final class PendingThingsTest {
  private static final IstioKey ONE =
      new IstioKey("cluster1", "shop", IstioKind.SERVICE_ENTRY, "one");
  private static final IstioKey OTHER =
      new IstioKey("cluster1", "shop", IstioKind.SERVICE_ENTRY, "other");
  private static final Wait HELD = new Wait.Held("nothing explains it.", null);

  private static List<PendingThing> of(Map<IstioKey, Wait> waiting) {
    return of(waiting, new TreeMap<>());
  }

  private static List<PendingThing> of(
      Map<IstioKey, Wait> waiting, SortedMap<String, PendingThings.Doubt> doubts) {
    return PendingThings.of(new TreeMap<>(waiting), _ -> null, doubts);
  }

  @Test
  void anIdIsOfWhatIsHeldAndOfNothingElse() {
    PendingThing one = of(Map.of(ONE, HELD)).getFirst();
    assertThat(one.id()).matches("cluster1-[0-9a-f]{8}");
    assertThat(of(Map.of(ONE, new Wait.Held("another count.", null))).getFirst().id())
        .isEqualTo(one.id());
    PendingThing both = of(Map.of(ONE, HELD, OTHER, HELD)).getFirst();
    assertThat(both.id()).as("more is held").isNotEqualTo(one.id());
    assertThat(both.count()).isEqualTo(2);
  }

  @Test
  void whatIsDoubtedHasAnotherIdOnceItIsSomethingElse() {
    SortedMap<String, PendingThings.Doubt> doubts = new TreeMap<>();
    doubts.put("cluster1", new PendingThings.Doubt("it was rebuilt", "uid-1"));
    PendingThing first = of(Map.of(), doubts).getFirst();
    doubts.put("cluster1", new PendingThings.Doubt("it was rebuilt", "uid-2"));
    PendingThing second = of(Map.of(), doubts).getFirst();
    assertThat(first.isForApproval()).isTrue();
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void aRestoredServerIsApprovedAsOne() {
    SortedMap<String, PendingThings.Doubt> doubts = new TreeMap<>();
    doubts.put("", new PendingThings.Doubt("restored", "epoch 3"));
    List<PendingThing> things = of(Map.of(ONE, HELD), doubts);
    assertThat(things).hasSize(1);
    assertThat(things.getFirst().command()).startsWith("isthmus approve server-");
  }

  @Test
  void whatWaitsForItsTurnIsNobodysBusiness() {
    assertThat(of(Map.of(ONE, new Wait.Sent(), OTHER, new Wait.After(List.of(ONE))))).isEmpty();
    PendingThing away =
        of(Map.of(ONE, new Wait.Unreachable("cluster2", "its agent is not connected."))).getFirst();
    assertThat(away.kind()).isEqualTo(Kind.WAITING);
    assertThat(away.cluster()).isEqualTo("cluster2");
    assertThat(away.isForApproval()).isFalse();
  }

  @Test
  void jsonSaysSinceWhenWhyAndWhatToDo() {
    PendingThing one = of(Map.of(ONE, HELD)).getFirst();
    assertThat(one.json(Instant.EPOCH).toString())
        .isEqualTo(
            "{\"kind\":\"held\",\"cluster\":\"cluster1\",\"since\":\"1970-01-01T00:00:00Z\","
                + "\"why\":\"It is held: nothing explains it.\",\"count\":1,\"command\":\"isthmus"
                + " approve "
                + one.id()
                + "\",\"objects\":[\"ServiceEntry shop/one (cluster1)\"]}");
  }
}
