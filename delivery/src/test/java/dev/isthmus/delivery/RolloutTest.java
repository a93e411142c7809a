package dev.isthmus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.istio.Destination;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.DestinationRuleBuilder;
import dev.isthmus.istio.HttpRouteBuilder;
import dev.isthmus.istio.HttpRouteDestination;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.istio.ServiceEntryBuilder;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.VirtualServiceBuilder;
import dev.isthmus.istio.WorkloadEntryBuilder;
import dev.isthmus.istio.WorkloadSelector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waits for whom, in small cases; RolloutTest of translate tries random ones. */
final class RolloutTest {
  private static final IstioKey HOME = key("cluster2", IstioKind.SERVICE_ENTRY, "home");
  private static final IstioKey REMOTE = key("cluster1", IstioKind.SERVICE_ENTRY, "remote");
  private static final IstioKey ROUTES = key("cluster1", IstioKind.VIRTUAL_SERVICE, "routes");
  private static final IstioKey OTHER = key("cluster1", IstioKind.VIRTUAL_SERVICE, "other");

  private final Rollout rollout = new Rollout();

  @Test
  void eachStepWaitsForTheLastAndOthersDoNot() {
    want(HOME, home("a.global"));
    want(REMOTE, remote("a.global", "v1"));
    want(ROUTES, routes("a.global"));
    want(OTHER, routes("b.local"));
    assertThat(writes()).containsExactlyInAnyOrder(HOME, OTHER);
    assertThat(wait(REMOTE)).isEqualTo(new Wait.After(List.of(HOME)));
    apply(HOME);
    assertThat(writes()).containsExactlyInAnyOrder(REMOTE, OTHER);
    apply(REMOTE);
    assertThat(writes()).containsExactlyInAnyOrder(ROUTES, OTHER);
    apply(ROUTES);
    apply(OTHER);
    assertThat(rollout.open()).isEmpty();
  }

  @Test
  void goingIsTheOtherWayRound() {
    for (IstioKey key : List.of(HOME, REMOTE, ROUTES)) {
      IstioSpec spec =
          key.equals(HOME)
              ? home("a.global")
              : key.equals(REMOTE) ? remote("a.global", "v1") : routes("a.global");
      rollout.there(key, object(key, spec));
    }
    for (IstioKey key : List.of(ROUTES, REMOTE, HOME)) {
      assertThat(writes()).containsExactly(key);
      apply(key);
    }
  }

  @Test
  void whatIsUnderWayCountsUntilItIsSettled() {
    rollout.there(HOME, object(HOME, home("a.global")));
    IstioObject there = object(REMOTE, remote("a.global", "v1"));
    rollout.there(REMOTE, there);
    rollout.ordered(REMOTE, null); // sent, while it was not wanted
    rollout.ordered(HOME, object(HOME, home("a.global")));
    rollout.settled(HOME);
    rollout.desired(HOME, rollout.there(HOME));
    rollout.desired(REMOTE, there);
    want(ROUTES, routes("a.global"));
    assertThat(writes()).as("the order is taken back first").containsExactly(REMOTE);
    assertThat(wait(ROUTES)).isEqualTo(new Wait.After(List.of(REMOTE)));
    rollout.ordered(REMOTE, there);
    assertThat(wait(REMOTE)).isEqualTo(new Wait.Sent());
    assertThat(wait(ROUTES)).isEqualTo(new Wait.After(List.of(REMOTE)));
    rollout.settled(REMOTE);
    assertThat(writes()).containsExactly(ROUTES);
  }

  /** Found by the simulation, seed 751: an agent tried again what nobody wanted any more. */
  @Test
  void whatWasRefusedIsTakenBackBeforeAnythingRestsOnIt() {
    IstioObject home = object(HOME, home("a.global"));
    rollout.there(HOME, home);
    rollout.ordered(HOME, null);
    assertThat(rollout.refused(HOME)).isTrue();
    assertThat(writes()).as("nobody waits for it").containsExactly(HOME);
    rollout.desired(HOME, home);
    want(ROUTES, routes("a.global"));
    assertThat(writes()).containsExactly(HOME);
    assertThat(next(HOME).after()).isEqualTo(home);
    assertThat(wait(ROUTES)).isEqualTo(new Wait.After(List.of(HOME)));
    rollout.ordered(HOME, home);
    assertThat(wait(HOME)).isEqualTo(new Wait.Sent());
    rollout.settled(HOME);
    assertThat(writes()).containsExactly(ROUTES);
  }

  @Test
  void whatIsRefusedWhenItIsNotWantedAnyMoreIsTakenBackAtOnce() {
    rollout.ordered(REMOTE, object(REMOTE, remote("a.global", "v1")));
    assertThat(rollout.refused(REMOTE)).isFalse();
    assertThat(next(REMOTE).after()).isNull();
    rollout.ordered(REMOTE, null);
    rollout.settled(REMOTE);
    assertThat(rollout.open()).isEmpty();
  }

  @Test
  void aChangeThatGivesAndTakesPassesThroughTheUnionWithTheSourcesOfBoth() {
    IstioObject old = Sources.with(object(REMOTE, remote("a.global", "v1")), List.of("cluster2"));
    IstioObject now = Sources.with(object(REMOTE, remote("b.global", "v1")), List.of("cluster3"));
    rollout.there(REMOTE, old);
    rollout.desired(REMOTE, now);
    IstioObject union = Objects.requireNonNull(next(REMOTE).after());
    assertThat(Facts.of(union)).contains("host a.global", "host b.global");
    assertThat(Sources.of(union)).containsExactly("cluster2", "cluster3");
    rollout.there(REMOTE, union);
    assertThat(next(REMOTE).after()).isEqualTo(now);
  }

  @Test
  void whatIsHeldHoldsUpWhatDependsOnIt() {
    rollout.there(REMOTE, object(REMOTE, remote("a.global", "v1")));
    rollout.there(ROUTES, object(ROUTES, routes("a.global")));
    Wait held = new Wait.Held("because", null);
    Rollout.Plan plan = plan(key -> key.equals(ROUTES) ? held : null);
    assertThat(plan.writes()).isEmpty();
    assertThat(plan.waiting())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(ROUTES, held, REMOTE, new Wait.After(List.of(ROUTES))));
  }

  @Test
  void rulesOfAHostShareTheirExportsUntilTheOneThatGoesIsGone() {
    IstioKey old = key("cluster1", IstioKind.DESTINATION_RULE, "old");
    IstioKey now = key("cluster1", IstioKind.DESTINATION_RULE, "now");
    rollout.there(old, object(old, rule("a.global", "v1", "front")));
    want(now, rule("a.global", "v2", "shop"));
    assertThat(writes()).containsExactlyInAnyOrder(old, now);
    assertThat(exports(old)).containsExactly("front", "shop");
    assertThat(exports(now)).containsExactly("front", "shop");
    apply(old);
    apply(now);
    assertThat(writes()).as("first the one that goes").containsExactly(old);
    assertThat(next(old).after()).isNull();
    assertThat(wait(now)).isEqualTo(new Wait.After(List.of(old)));
    rollout.ordered(old, null);
    assertThat(writes()).as("until it is seen to be gone").isEmpty();
    rollout.there(old, null);
    assertThat(wait(now)).as("and no order may bring it back").isInstanceOf(Wait.After.class);
    rollout.settled(old);
    assertThat(exports(now)).containsExactly("shop");
    apply(now);
    assertThat(rollout.open()).isEmpty();
  }

  @Test
  void aRuleThatStaysSharesTheExportsOfOneThatGoes() {
    IstioKey old = key("cluster1", IstioKind.DESTINATION_RULE, "old");
    IstioKey stays = key("cluster1", IstioKind.DESTINATION_RULE, "stays");
    IstioObject rule = object(stays, rule("a.global", "v2", "shop"));
    rollout.there(old, object(old, rule("a.global", "v1", "front")));
    rollout.desired(stays, rule);
    rollout.there(stays, rule);
    assertThat(writes()).containsExactlyInAnyOrder(old, stays);
    assertThat(exports(stays)).containsExactly("front", "shop");
    apply(stays);
    apply(old);
    apply(old);
    assertThat(exports(stays)).containsExactly("shop");
    apply(stays);
    assertThat(rollout.open()).isEmpty();
  }

  @Test
  void metadataThatOthersAddIsLeftAlone() {
    IstioObject wanted = Stamp.stamped(object(REMOTE, remote("a.global", "v1")));
    Map<String, String> more =
        Map.of("someone/else", "x", Stamp.ANNOTATION, Stamp.of(wanted), "isthmus.dev/proof", "p");
    rollout.desired(REMOTE, wanted);
    rollout.there(REMOTE, new IstioObject("shop", "remote", Map.of(), more, null, wanted.spec()));
    assertThat(rollout.open()).isEmpty();
  }

  @Test
  void whatWasNeverHeardFreezesWhatCameFromItAlone() {
    Freeze freeze = new Freeze(Set.of("cluster2"), "mgmt");
    IstioObject object = object(REMOTE, remote("a.global", "v1"));
    IstioObject both = Sources.with(object, List.of("cluster1", "cluster2"));
    IstioObject first = Sources.with(object, List.of("cluster1"));
    assertThat(freeze.of(both, null)).contains(new Wait.Frozen("cluster2"));
    assertThat(freeze.of(both, both)).isEmpty();
    assertThat(freeze.of(first, null)).isEmpty();
    assertThat(freeze.of(object, null)).as("of unknown origin").isPresent();
    assertThat(freeze.of(null, both)).as("new").isEmpty();
    assertThat(new Freeze(Set.of("mgmt"), "mgmt").of(first, null))
        .contains(new Wait.Frozen("mgmt"));
  }

  @Test
  void whatComesFromAClusterThatWasNeverHeardGoesOnSayingIt() {
    IstioObject object = object(REMOTE, remote("a.global", "v1"));
    IstioObject both = Sources.with(object, List.of("cluster1", "cluster2"));
    IstioObject first = Sources.with(object, List.of("cluster1"));
    assertThat(new Freeze(Set.of("cluster2"), "mgmt").of(both, first))
        .contains(new Wait.Frozen("cluster2"));
    assertThat(new Freeze(Set.of("cluster1"), "mgmt").of(both, first)).isEmpty();
    assertThat(new Freeze(Set.of("mgmt"), "mgmt").of(both, first))
        .contains(new Wait.Frozen("mgmt"));
    assertThat(new Freeze(Set.of(), "mgmt").of(both, first)).isEmpty();
  }

  private interface Held {
    @Nullable Wait of(IstioKey key);
  }

  private Rollout.Plan plan(Held held) {
    return rollout.plan((goal, _) -> Optional.ofNullable(held.of(goal.key())));
  }

  private ObjectChange next(IstioKey key) {
    return Objects.requireNonNull(plan(_ -> null).writes().get(key));
  }

  private Set<IstioKey> writes() {
    return plan(_ -> null).writes().keySet();
  }

  private @Nullable Wait wait(IstioKey key) {
    return plan(_ -> null).waiting().get(key);
  }

  private void apply(IstioKey key) {
    rollout.there(key, next(key).after());
  }

  private void want(IstioKey key, IstioSpec spec) {
    rollout.desired(key, object(key, spec));
  }

  private static IstioObject object(IstioKey key, IstioSpec spec) {
    return new IstioObject(key.namespace(), key.name(), Map.of(), Map.of(), null, spec);
  }

  private static IstioKey key(String cluster, IstioKind kind, String name) {
    return new IstioKey(cluster, "shop", kind, name);
  }

  private static IstioSpec home(String host) {
    return ServiceEntryBuilder.builder()
        .hosts(List.of(host))
        .workloadSelector(new WorkloadSelector(Map.of("app", "a")))
        .build();
  }

  private static IstioSpec remote(String host, String version) {
    return ServiceEntryBuilder.builder()
        .hosts(List.of(host))
        .endpoints(
            List.of(
                WorkloadEntryBuilder.builder()
                    .address("10.0.0.1")
                    .labels(Map.of("version", version))
                    .build()))
        .build();
  }

  private List<String> exports(IstioKey key) {
    return Objects.requireNonNull(next(key).after()).spec() instanceof DestinationRule rule
        ? rule.exportTo()
        : List.of();
  }

  private static IstioSpec rule(String host, String subset, String namespace) {
    return DestinationRuleBuilder.builder()
        .host(host)
        .subsets(List.of(new Subset(Map.of("version", subset), subset, null)))
        .exportTo(List.of(namespace))
        .build();
  }

  private static IstioSpec routes(String host) {
    return VirtualServiceBuilder.builder()
        .hosts(List.of("x.local"))
        .http(
            List.of(
                HttpRouteBuilder.builder()
                    .route(
                        List.of(new HttpRouteDestination(new Destination(host, null, ""), null, 0)))
                    .build()))
        .build();
  }
}
