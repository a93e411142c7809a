package dev.isthmus.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.Up;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server orders and what it lets wait, a rule each. */
final class ServerCoreTest {
  private static final ObjectRef FIRST =
      new ObjectRef(ObjectKind.SERVICE, new ObjectKey("cluster2", "back", "s0"));

  @Test
  void allIsMadeAndThenNothingIsWrittenAnyMore() {
    ServerWorld world = ServerWorld.withServices(2).settled();
    assertThat(world.there("cluster1").keySet())
        .as("callers reach them")
        .anyMatch(ref -> ref.kind().kind().equals("ServiceEntry"));
    assertThat(world.core.waiting()).isEmpty();
    world.connect("cluster1");
    world.connect("cluster2");
    assertThat(world.settle()).isZero();
  }

  @Test
  void whatAUserTakesAwayGoesAtOnce() {
    ServerWorld world = ServerWorld.withServices(30).settled();
    world.loseServices();
    List<ObjectRef> gone =
        java.util.stream.IntStream.range(0, 30)
            .mapToObj(
                i -> new ObjectRef(ObjectKind.SERVICE, new ObjectKey("cluster2", "back", "s" + i)))
            .toList();
    world.delta("cluster2", ObjectKind.SERVICE, List.of(), gone);
    assertThat(world.settle()).isPositive();
    assertThat(world.there("cluster1").keySet()).noneMatch(ServerCoreTest::isEntry);
  }

  @Test
  void aListThatLacksManyIsHeldUntilItIsApproved() {
    ServerWorld world = ServerWorld.withServices(30).settled();
    world.loseServices();
    world.snapshot("cluster2", ObjectKind.SERVICE);
    assertThat(world.settle()).isZero();
    assertThat(world.core.waiting().values()).anyMatch(Wait.Held.class::isInstance);
    world.on(new ServerEvent.Approved("cluster1"));
    world.on(new ServerEvent.Approved("cluster2"));
    assertThat(world.settle()).isPositive();
    assertThat(world.there("cluster1").keySet()).noneMatch(ServerCoreTest::isEntry);
  }

  @Test
  void whatAClusterThatWasRolledBackLacksStays() {
    ServerWorld world = ServerWorld.withServices(1).settled();
    world.loseServices();
    world.snapshot("cluster2", ObjectKind.SERVICE, 1);
    assertThat(world.core.doubts()).containsKey("cluster2");
    assertThat(world.core.waiting()).isEmpty();
    assertThat(world.settle()).isZero();
  }

  @Test
  void inAClusterThatWasRebuiltNothingIsWrittenUntilItIsApproved() {
    ServerWorld world = ServerWorld.withServices(2).settled();
    world.rebuild("cluster1");
    world
        .there("cluster1")
        .keySet()
        .removeIf(ref ->
            !ref.kind().equals(ObjectKind.WORKSPACE_SETTINGS)
                && ref.kind().group().equals("networking.istio.io"));
    world.connect("cluster1");
    assertThat(world.settle()).isZero();
    assertThat(world.core.doubts().get("cluster1")).contains("rebuilt");
    world.on(new ServerEvent.Approved("cluster1"));
    assertThat(world.settle()).isPositive();
  }

  @Test
  void aServerWithoutARecordTakesNothingAwayThatComesFromASilentCluster() {
    ServerWorld former = ServerWorld.withServices(2).settled();
    ServerWorld world = new ServerWorld(Memory.NONE);
    former.clusters.forEach((cluster, objects) -> world.there(cluster).putAll(objects));
    world.connect("mgmt");
    world.connect("cluster1");
    assertThat(world.settle()).isZero();
    assertThat(world.core.waiting().values()).contains(new Wait.Frozen("cluster2"));
    world.connect("cluster2");
    assertThat(world.settle()).isZero();
    assertThat(world.core.waiting()).isEmpty();
  }

  @Test
  void nothingWaitsForAClusterThatWasGivenUpAndItKeepsWhatItHas() {
    ServerWorld world = ServerWorld.withServices(2).settled();
    world.on(new ServerEvent.Gone(world.connection("cluster1")));
    List<ObjectRef> kept = List.copyOf(world.there("cluster1").keySet());
    world.delta("cluster2", ObjectKind.SERVICE, List.of(), List.of(FIRST));
    world.settle();
    assertThat(world.core.waiting().keySet())
        .as("what it serves there waits for its callers")
        .extracting(IstioKey::cluster)
        .contains("cluster1", "cluster2");

    ObjectRef registration =
        new ObjectRef(
            ObjectKind.KUBERNETES_CLUSTER, new ObjectKey("mgmt", "gloo-mesh", "cluster1"));
    world.delta("mgmt", ObjectKind.KUBERNETES_CLUSTER, List.of(), List.of(registration));
    assertThat(world.settle()).isPositive();
    assertThat(world.core.waiting()).isEmpty();
    assertThat(world.there("cluster1").keySet()).containsExactlyElementsOf(kept);
    assertThat(world.there("cluster2").keySet())
        .as("its settings were cluster1's")
        .noneMatch(ServerCoreTest::isEntry);
  }

  @Test
  void aServerBelowWhatAnAgentHasObeyedRaisesItsEpoch() {
    ServerWorld world = new ServerWorld(Memory.NONE);
    long connection = world.hello("cluster1", new Authority(7, 3));
    assertThat(world.effects)
        .contains(new ServerEffect.RaiseEpoch(7), new ServerEffect.Close(connection));
  }

  @Test
  void aServerThatWasRestoredTakesNothingAwayUntilItIsApproved() {
    ServerWorld former = ServerWorld.withServices(1).settled();
    Memory old = former.core.memory();
    ServerWorld world = new ServerWorld(old);
    former.clusters.forEach((cluster, objects) -> world.there(cluster).putAll(objects));
    Authority later = new Authority(old.authority().epoch(), old.authority().revision() + 1);
    world.hello("mgmt", later);
    assertThat(world.core.doubts()).containsKey("");
    world.on(new ServerEvent.Approved(""));
    assertThat(world.core.doubts()).doesNotContainKey("");
  }

  @Test
  void aGapInDeltasIsAnsweredByAskingForAll() {
    ServerWorld world = ServerWorld.withServices(1).settled();
    world.say(
        "cluster2", new Up.Delta(ObjectKind.SERVICE, 40, 41, "900", List.of(), List.of(FIRST)));
    assertThat(world.effects)
        .anyMatch(effect ->
            effect instanceof ServerEffect.Tell tell
                && tell.message().equals(new Down.Resend(ObjectKind.SERVICE)));
    assertThat(world.settle()).as("nothing follows from it").isZero();
  }

  @Test
  void anAgentSpeaksOfItsOwnClusterOnly() {
    ServerWorld world = ServerWorld.withServices(1).settled();
    world.delta("cluster1", ObjectKind.SERVICE, List.of(), List.of(FIRST));
    assertThat(world.settle()).isZero();
    ObservedObject service = requireNonNull(world.there("cluster2").get(FIRST));
    world.delta("cluster1", ObjectKind.SERVICE, List.of(service), List.of());
    Memory.Cluster known = requireNonNull(world.core.memory().clusters().get("cluster1"));
    assertThat(requireNonNull(known.kinds().get(ObjectKind.SERVICE)).objects())
        .extracting(o -> o.ref().key().cluster())
        .containsOnly("cluster1");
  }

  @Test
  void theEndOfAReplacedConnectionIsNotTheEndOfTheNewOne() {
    ServerWorld world = ServerWorld.withServices(1).settled();
    long former = world.hello("cluster2", Authority.NONE);
    world.connect("cluster2");
    world.on(new ServerEvent.Gone(former));
    world.add("cluster2", ServerWorld.SERVICE.replace("NAME", "late"));
    world.snapshot("cluster2", ObjectKind.POD);
    world.snapshot("cluster2", ObjectKind.SERVICE);
    assertThat(world.settle()).isPositive();
    assertThat(world.there("cluster2").keySet())
        .anyMatch(ref -> isEntry(ref) && ref.key().name().contains("late"));
  }

  @Test
  void whatIsRefusedWaitsUntilSomethingChanges() {
    ServerWorld world = ServerWorld.withServices(1);
    List.copyOf(world.clusters.keySet()).forEach(world::connect);
    Down.Desired desired = requireNonNull(world.orders().get("cluster2")).getFirst();
    ObjectRef ref = desired.puts().getFirst().ref();
    Refusal refusal = new Refusal(ref, "", Refusal.Why.INVALID, "413: too large");
    world.say("cluster2", new Up.Applied(desired.authority(), List.of(), List.of(refusal)));
    assertThat(world.core.waiting().values()).contains(new Wait.Refused("INVALID: 413: too large"));
  }

  @Test
  void aRefusedOrderIsTakenBackOnceItIsNotWantedAnyMore() {
    ServerWorld world = ServerWorld.withServices(1).settled();
    ObjectRef service = new ObjectRef(ObjectKind.SERVICE, new ObjectKey("cluster2", "back", "s0"));
    world.delta("cluster2", ObjectKind.SERVICE, List.of(), List.of(service));
    Down.Desired order = requireNonNull(world.orders().get("cluster1")).getFirst();
    ObjectRef entry = order.deletes().getFirst().ref();
    List<Refusal> refusals =
        order.deletes().stream()
            .map(delete -> new Refusal(delete.ref(), "", Refusal.Why.INVALID, "422"))
            .toList();
    world.say("cluster1", new Up.Applied(order.authority(), List.of(), refusals));
    assertThat(world.core.waiting().values()).contains(new Wait.Refused("INVALID: 422"));
    world.orders();
    ObservedObject back = requireNonNull(world.there("cluster2").get(service));
    world.delta("cluster2", ObjectKind.SERVICE, List.of(back), List.of());
    assertThat(world.orders().get("cluster1"))
        .as("the agent would try again to delete it")
        .flatExtracting(Down.Desired::puts)
        .extracting(DesiredObject::ref)
        .contains(entry);
  }

  @Test
  void anObjectOfOthersWithOurNameIsLeftAlone() {
    ServerWorld world = ServerWorld.withServices(1).settled();
    ObjectRef entry =
        world.there("cluster2").keySet().stream()
            .filter(ServerCoreTest::isEntry)
            .findFirst()
            .orElseThrow();
    ObservedObject ours = requireNonNull(world.there("cluster2").get(entry));
    ObservedObject theirs = new ObservedObject(entry, "uid-x", ours.json().deepCopy());
    theirs.json().withObject("/metadata").remove("annotations");
    world.there("cluster2").put(entry, theirs);
    world.delta("cluster2", entry.kind(), List.of(theirs), List.of());
    world.settle();
    assertThat(world.there("cluster2").get(entry)).as("ours has another name").isEqualTo(theirs);
  }

  private static boolean isEntry(ObjectRef ref) {
    return ref.kind().kind().equals("ServiceEntry");
  }
}
