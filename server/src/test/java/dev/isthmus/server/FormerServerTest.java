package dev.isthmus.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.delivery.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a server does not know: what the one before it has changed in the last moment. */
final class FormerServerTest {
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final String CALLED =
      """
      {apiVersion: v1, kind: Service, metadata: {name: s0, namespace: back}, spec: {selector: {app: s0}, ports: [{name: http, port: 9080, targetPort: 8080}]}}
      """;

  private static final String ROUTES =
      """
      apiVersion: networking.gloo.solo.io/v2
      kind: RouteTable
      metadata: {name: routes, namespace: back}
      spec:
        hosts: [s0.back.svc.cluster.local]
        workloadSelectors: [{}]
        http:
        - matchers: [{uri: {prefix: /}}]
          forwardTo: {destinations: [{ref: {name: CALLED, namespace: back, cluster: cluster2}, port: {number: 9080}}]}
      """;

  private static final ObjectRef TABLE = ref("cluster1", ObjectKind.ROUTE_TABLE, "routes");
  private static final ObjectRef OTHER = ref("cluster2", ObjectKind.SERVICE, "s1");

  private final ServerWorld former = former();

  private static ObjectRef ref(String cluster, ObjectKind kind, String name) {
    return new ObjectRef(kind, new ObjectKey(cluster, "back", name));
  }

  /** Routes lead to a service in cluster2, and there is another one. */
  private static ServerWorld former() {
    ServerWorld former = ServerWorld.withServices(2);
    former.add("cluster1", CALLED);
    former.add("cluster1", ROUTES.replace("CALLED", "s0"));
    former.settled();
    assertThat(former.core.waiting()).isEmpty();
    return former;
  }

  /** The next server, with what the former has recorded. */
  private ServerWorld next() {
    ServerWorld world = new ServerWorld(former.core.memory());
    former.clusters.forEach((cluster, objects) -> world.there(cluster).putAll(objects));
    return world;
  }

  private static void connect(ServerWorld world, String... clusters) {
    Stream.of(clusters).forEach(world::connect);
    world.effects.clear();
  }

  private static void changeRoutes(ServerWorld world) {
    world.add("cluster1", ROUTES.replace("CALLED", "s1"));
    ObservedObject changed = Objects.requireNonNull(world.there("cluster1").get(TABLE));
    world.delta("cluster1", ObjectKind.ROUTE_TABLE, List.of(changed), List.of());
  }

  private static void loseOther(ServerWorld world) {
    world.there("cluster2").remove(OTHER);
    world.delta("cluster2", ObjectKind.SERVICE, List.of(), List.of(OTHER));
  }

  private static void pass(ServerWorld world, Duration time) {
    world.now = world.now.plus(time);
    world.on(new ServerEvent.Woken());
  }

  /** What was ordered since the last look, such as {@code cluster1 puts Gateway}. */
  private static Set<String> ordered(ServerWorld world) {
    Set<String> ordered = new TreeSet<>();
    world
        .orders()
        .forEach((cluster, orders) ->
            orders.forEach(order -> {
              order
                  .puts()
                  .forEach(put -> ordered.add(cluster + " puts " + put.ref().kind().kind()));
              order
                  .deletes()
                  .forEach(gone -> ordered.add(cluster + " deletes " + gone.ref().kind().kind()));
            }));
    return ordered;
  }

  @Test
  void routesWaitForTheirOwnCluster() {
    ServerWorld world = next();
    connect(world, "mgmt", "cluster2");
    pass(world, MOMENT);
    connect(world, "cluster1");
    changeRoutes(world);
    assertThat(world.effects).contains(new ServerEffect.WakeAt(world.now.plus(MOMENT)));
    assertThat(ordered(world)).containsExactly("cluster2 puts VirtualService");
    assertThat(world.core.waiting().values()).contains(new Wait.Settling("cluster1"));
    pass(world, MOMENT.minusNanos(1));
    assertThat(ordered(world)).isEmpty();
    pass(world, Duration.ofNanos(1));
    assertThat(ordered(world)).containsExactly("cluster1 puts VirtualService");
  }

  @Test
  void routesWaitForTheClusterToWhichTheyNewlyLead() {
    ServerWorld world = next();
    connect(world, "mgmt", "cluster1");
    pass(world, MOMENT);
    connect(world, "cluster2");
    changeRoutes(world);
    assertThat(ordered(world)).isEmpty();
    assertThat(world.core.waiting().values()).containsOnly(new Wait.Settling("cluster2"));
    pass(world, MOMENT);
    assertThat(ordered(world)).contains("cluster1 puts VirtualService");
  }

  @Test
  void laterNobodyWaitsAlsoWhereAnAgentConnectsAnew() {
    ServerWorld world = next();
    connect(world, "mgmt", "cluster1", "cluster2");
    pass(world, MOMENT);
    connect(world, "cluster1");
    changeRoutes(world);
    assertThat(ordered(world)).contains("cluster1 puts VirtualService");
  }

  @Test
  void callersLoseNothingThatRoutesMayJustHaveLeft() {
    ServerWorld world = next();
    connect(world, "mgmt", "cluster1", "cluster2");
    loseOther(world);
    assertThat(ordered(world)).isEmpty();
    pass(world, MOMENT.minusNanos(1));
    assertThat(ordered(world)).isEmpty();
    pass(world, Duration.ofNanos(1));
    assertThat(ordered(world))
        .contains("cluster1 deletes DestinationRule")
        .noneMatch(what -> what.startsWith("cluster2 deletes"));
  }

  @Test
  void aDestinationLosesNothingThatCallersAnywhereMayJustHaveLeft() {
    loseOther(former);
    former
        .orders()
        .forEach((cluster, orders) -> {
          assertThat(cluster).as("callers first").isEqualTo("cluster1");
          orders.forEach(order -> former.carryOut(cluster, order));
        });
    ServerWorld world = next();
    connect(world, "mgmt", "cluster2");
    pass(world, MOMENT);
    connect(world, "cluster1");
    pass(world, MOMENT.minusNanos(1));
    assertThat(ordered(world)).isEmpty();
    assertThat(world.core.waiting().values()).contains(new Wait.Settling("cluster1"));
    pass(world, Duration.ofNanos(1));
    assertThat(ordered(world))
        .as("the last entry of the host and its rule stay for a minute more")
        .containsExactly("cluster2 puts Gateway");
  }

  @Test
  void whatComesFirstInTheOrderGoesAtOnce() {
    ServerWorld world = next();
    connect(world, "mgmt", "cluster1", "cluster2");
    world.add("cluster2", ServerWorld.SERVICE.replace("NAME", "s2"));
    world.there("cluster2").values().stream()
        .filter(object -> object.ref().key().name().startsWith("s2"))
        .toList()
        .forEach(fresh -> world.delta("cluster2", fresh.ref().kind(), List.of(fresh), List.of()));
    assertThat(ordered(world)).contains("cluster2 puts ServiceEntry");
    changeRoutes(world);
    assertThat(ordered(world))
        .as("an order does not make all that is there this server's")
        .noneMatch(what -> what.endsWith("VirtualService"));
  }

  @Test
  void newRoutesWaitForWhatTheirClusterMayJustHaveGained() {
    former.there("cluster1").remove(TABLE);
    former.delta("cluster1", ObjectKind.ROUTE_TABLE, List.of(), List.of(TABLE));
    former.settle();
    ServerWorld world = next();
    connect(world, "mgmt", "cluster2");
    pass(world, MOMENT);
    connect(world, "cluster1");
    changeRoutes(world);
    assertThat(ordered(world)).containsExactly("cluster2 puts VirtualService");
    pass(world, MOMENT);
    assertThat(ordered(world)).containsExactly("cluster1 puts VirtualService");
  }

  @Test
  void aRestartThatChangesNothingNeitherWaitsNorWakes() {
    ServerWorld world = next();
    List.of("mgmt", "cluster1", "cluster2").forEach(world::connect);
    assertThat(world.core.waiting()).isEmpty();
    assertThat(world.effects).noneMatch(ServerEffect.WakeAt.class::isInstance);
    assertThat(ordered(world)).isEmpty();
  }

  @Test
  void whereNothingOfOursWasThereNobodyWaits() {
    ServerWorld fresh = ServerWorld.withServices(1);
    fresh.add("cluster1", CALLED);
    fresh.add("cluster1", ROUTES.replace("CALLED", "s0"));
    List.copyOf(fresh.clusters.keySet()).forEach(fresh::connect);
    Instant began = fresh.now;
    fresh.settle(Duration.ofMillis(500));
    assertThat(fresh.there("cluster1").keySet())
        .anyMatch(ref -> ref.kind().kind().equals("VirtualService"));
    assertThat(fresh.now).isBefore(began.plus(MOMENT));
  }

  @Test
  void theFirstOfOursInAClusterWaitsForNothing() {
    ServerWorld fresh = ServerWorld.withServices(0);
    fresh.add("cluster1", CALLED);
    fresh.add("cluster1", ROUTES.replace("CALLED", "s0").replace("cluster2", "cluster1"));
    List.copyOf(fresh.clusters.keySet()).forEach(fresh::connect);
    assertThat(ordered(fresh)).contains("cluster1 puts VirtualService");
  }
}
