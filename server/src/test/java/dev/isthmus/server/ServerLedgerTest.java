package dev.isthmus.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.server.ledger.LedgerRecord;
import dev.isthmus.translate.resolve.NamespaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a server holds on to: a namespace is of the workspace that held it first. */
final class ServerLedgerTest {
  private static final NamespaceId BACK = new NamespaceId("cluster2", "back");
  private static final ObjectRef SHOP =
      new ObjectRef(ObjectKind.WORKSPACE, new ObjectKey("mgmt", "gloo-mesh", "shop"));

  /** Claims what shop has, and is younger: shop has an age, this one has none. */
  private static final String RIVAL = workspace("rival", "");

  private static final String AGED = workspace("shop", "2024-01-01T00:00:00Z");
  private static final String AGAIN = workspace("shop", "2026-02-02T00:00:00Z");
  private static final String OLDEST = workspace("rival", "2020-01-01T00:00:00Z");

  @Test
  void aWorkspaceThatIsMadeAgainKeepsItsNamespaces() {
    ServerWorld world = world();
    ObservedObject shop = delete(world);
    assertThat(holder(world)).isEmpty();
    world.settle();
    world.now = world.now.plus(Duration.ofMinutes(5));
    world.on(new ServerEvent.Woken());
    assertThat(holder(world)).isEmpty();
    put(world, shop.ref(), AGAIN);
    assertThat(holder(world)).isEqualTo("shop");
    world.settle();
    world.now = world.now.plus(Duration.ofDays(1));
    world.on(new ServerEvent.Woken());
    assertThat(holder(world)).isEqualTo("shop");
  }

  @Test
  void afterTheGraceTheNextOneHasThem() {
    ServerWorld world = world();
    delete(world);
    var end = world.now.plus(ServerConfig.CLAIM_GRACE);
    world.settle();
    assertThat(wakes(delayed(world))).as("it asks to be woken then").contains(end);
    world.now = end.minusMillis(1);
    world.on(new ServerEvent.Woken());
    assertThat(holder(world)).isEmpty();
    world.now = end;
    world.on(new ServerEvent.Woken());
    assertThat(holder(world)).isEqualTo("rival");
    assertThat(world.core.memory().ledger().titles()).isEmpty();
    put(world, SHOP, AGAIN);
    assertThat(holder(world)).isEqualTo("rival");
  }

  @Test
  void anOlderOneThatComesLaterTakesNothing() {
    ServerWorld world = world();
    put(world, rival(), OLDEST);
    assertThat(holder(world)).isEqualTo("shop");
    assertThat(world.settle()).isZero();
    put(world, rival(), RIVAL);
    assertThat(world.core.memory().ledger().titles()).as("age decides alike").isEmpty();
  }

  @Test
  void whileTheManagementClusterIsAwayNothingEnds() {
    ServerWorld world = world();
    delete(world);
    long connection = world.hello("mgmt", Authority.NONE);
    world.on(new ServerEvent.Gone(connection));
    world.now = world.now.plus(Duration.ofDays(3));
    world.on(new ServerEvent.Woken());
    assertThat(holder(world)).isEmpty();
    world.add("mgmt", AGAIN);
    world.connect("mgmt");
    assertThat(holder(world)).as("it was made again unseen").isEqualTo("shop");
  }

  @Test
  void aNextServerKnowsItFromTheRecord() {
    ServerWorld world = world();
    put(world, rival(), OLDEST);
    world.settle();
    ServerWorld next = next(world, world.core.memory());
    next.settled();
    assertThat(holder(next)).isEqualTo("shop");
    delete(next);
    ServerWorld third = next(next, next.core.memory());
    third.settled();
    assertThat(holder(third)).isEmpty();
    put(third, SHOP, AGAIN);
    assertThat(holder(third)).isEqualTo("shop");
  }

  @Test
  void whatHappensWhileNoServerRunsCountsToo() {
    ServerWorld world = world();
    Memory record = world.core.memory();
    world.add("mgmt", OLDEST);
    ServerWorld next = next(world, record);
    next.settled();
    assertThat(holder(next)).as("an older rival came").isEqualTo("shop");
    Memory second = next.core.memory();
    next.there("mgmt").remove(SHOP);
    ServerWorld third = next(next, second);
    third.settled();
    assertThat(holder(third)).as("the holder went").isEmpty();
  }

  @Test
  void withoutARecordAgeDecides() {
    ServerWorld world = world();
    put(world, rival(), OLDEST);
    ServerWorld next = next(world, Memory.NONE);
    next.connect("mgmt");
    next.connect("cluster1");
    assertThat(next.core.memory().ledger().open()).isFalse();
    next.connect("cluster2");
    assertThat(holder(next)).isEqualTo("rival");
    assertThat(next.core.memory().ledger())
        .isEqualTo(new LedgerRecord(true, new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
  }

  @Test
  void aServerFromABackupKeepsNothingForWhatIsGone() {
    ServerWorld world = world();
    Memory old = world.core.memory();
    delete(world);
    world.now = world.now.plus(Duration.ofHours(1));
    world.on(new ServerEvent.Woken());
    world.settle();
    assertThat(holder(world)).isEqualTo("rival");
    ServerWorld restored = next(world, old);
    restored.hello("cluster1", new Authority(99, 1));
    restored.on(new ServerEvent.Leads(100));
    restored.connect("mgmt");
    assertThat(holder(restored)).as("another may have given it away").isEqualTo("rival");
  }

  private static ServerWorld world() {
    ServerWorld world = ServerWorld.withServices(1);
    world.add("mgmt", AGED);
    world.add("mgmt", RIVAL);
    world.settled();
    assertThat(holder(world)).isEqualTo("shop");
    return world;
  }

  /** Another server over the same clusters. */
  private static ServerWorld next(ServerWorld former, Memory memory) {
    ServerWorld next = new ServerWorld(memory);
    next.now = former.now;
    next.version = former.version;
    next.clusters.putAll(former.clusters);
    return next;
  }

  private static ObjectRef rival() {
    return new ObjectRef(ObjectKind.WORKSPACE, new ObjectKey("mgmt", "gloo-mesh", "rival"));
  }

  private static String holder(ServerWorld world) {
    return world.core.translation().workspace(BACK);
  }

  private static ObservedObject delete(ServerWorld world) {
    ObservedObject shop = world.there("mgmt").remove(SHOP);
    assertThat(shop).isNotNull();
    world.delta("mgmt", ObjectKind.WORKSPACE, List.of(), List.of(SHOP));
    return shop;
  }

  private static void put(ServerWorld world, ObjectRef ref, String yaml) {
    world.add("mgmt", yaml);
    ObservedObject object = world.there("mgmt").get(ref);
    assertThat(object).isNotNull();
    world.delta("mgmt", ObjectKind.WORKSPACE, List.of(object), List.of());
  }

  /** The effects of an event in which nothing else is to be waited for. */
  private static List<ServerEffect> delayed(ServerWorld world) {
    world.now = world.now.plusSeconds(60);
    world.effects.clear();
    world.on(new ServerEvent.Woken());
    return world.effects;
  }

  private static List<Instant> wakes(List<ServerEffect> effects) {
    return effects.stream()
        .filter(ServerEffect.WakeAt.class::isInstance)
        .map(effect -> ((ServerEffect.WakeAt) effect).time())
        .toList();
  }

  private static String workspace(String name, String created) {
    String age = created.isEmpty() ? "" : ", creationTimestamp: \"" + created + "\"";
    return "{apiVersion: admin.gloo.solo.io/v2, kind: Workspace, metadata: {name: "
        + name
        + ", namespace: gloo-mesh"
        + age
        + "}, spec: {workloadClusters: [{name: \"*\", namespaces: [{name: front}, {name: back}]}]}}";
  }
}
