package dev.isthmus.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.DestinationRuleBuilder;
import dev.isthmus.istio.HttpRouteBuilder;
import dev.isthmus.istio.HttpRouteDestination;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.istio.ServiceEntryBuilder;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.istio.VirtualServiceBuilder;
import dev.isthmus.istio.WorkloadSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What the brake is asked about: what goes without a cause, and since when. */
final class LossesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Losses losses = new Losses(new Brake(20, 1, GRACE));
  private final Rollout rollout = new Rollout();
  private final Members members = new Members(ServerWorld.CONFIG);

  @Test
  void theLastEntryOfAHostIsHeldForAMinuteSinceItWasFirstToGo() {
    IstioKey a = goes("cluster1", "a", "a.global");
    assertThat(held(NOW)).containsExactly(Map.entry(a, until(a, NOW)));
    assertThat(held(NOW.plusSeconds(59))).containsExactly(Map.entry(a, until(a, NOW)));
    assertThat(held(NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void aHostThatAnotherEntryServesIsNotItsLast() {
    goes("cluster1", "a", "a.global");
    serves("cluster2", "b", "a.global");
    assertThat(held(NOW)).as("another cluster's entry serves nobody here").hasSize(1);
    serves("cluster1", "b", "a.global");
    assertThat(held(NOW)).isEmpty();
  }

  @Test
  void manyLossesOfAClusterAreHeldWithoutEndAndOthersAreNotCounted() {
    IstioKey a = goes("cluster1", "a", "a.global");
    IstioKey b = goes("cluster1", "b", "b.global");
    IstioKey c = goes("cluster2", "c", "c.global");
    members.member("cluster1").objects = 9;
    members.member("cluster2").objects = 2;
    assertThat(held(NOW)).as("c is the last of its host").containsOnlyKeys(a, b, c);
    SortedMap<IstioKey, Wait.Held> held = held(NOW.plusSeconds(3_600));
    assertThat(held).containsOnlyKeys(a, b).doesNotContainKey(c);
    assertThat(held.values()).extracting(Wait.Held::until).containsOnlyNulls();
  }

  @Test
  void whatWasSeenToGoIsNotHeldUntilSomethingElseIsWantedOfIt() {
    IstioKey a = goes("cluster1", "a", "a.global");
    losses.wanted(a, true);
    assertThat(held(NOW)).isEmpty();
    losses.wanted(a, false);
    assertThat(held(NOW)).containsOnlyKeys(a);
  }

  @Test
  void aCauseCountsForOneLossOnly() {
    IstioKey a = goes("cluster1", "a", "a.global");
    losses.wanted(a, true);
    assertThat(held(NOW)).isEmpty();
    rollout.desired(a, rollout.there(a));
    assertThat(held(NOW)).isEmpty();
    rollout.desired(a, null);
    assertThat(held(NOW.plusSeconds(5)))
        .containsExactly(Map.entry(a, until(a, NOW.plusSeconds(5))));
  }

  @Test
  void whatComesBackHasItsWholeMinuteAgain() {
    IstioKey a = goes("cluster1", "a", "a.global");
    assertThat(held(NOW)).hasSize(1);
    rollout.desired(a, rollout.there(a));
    assertThat(held(NOW.plusSeconds(30))).isEmpty();
    rollout.desired(a, null);
    assertThat(held(NOW.plusSeconds(70)))
        .containsExactly(Map.entry(a, until(a, NOW.plusSeconds(70))));
  }

  @Test
  void aUserLetsGoAClusterOrSomeOrAll() {
    IstioKey a = goes("cluster1", "a", "a.global");
    IstioKey b = goes("cluster2", "b", "b.global");
    assertThat(held(NOW)).containsOnlyKeys(a, b);
    losses.approve("cluster1", rollout);
    assertThat(held(NOW)).containsOnlyKeys(b);
    losses.approve(List.of(b));
    assertThat(held(NOW)).isEmpty();
    IstioKey c = goes("cluster2", "c", "c.global");
    assertThat(held(NOW)).containsOnlyKeys(c);
    losses.approve("", rollout);
    assertThat(held(NOW)).isEmpty();
  }

  @Test
  void aRuleAndRoutesStayWithTheLastEntryOfTheirHost() {
    IstioKey entry = goes("cluster1", "a", "a.global");
    IstioKey rule = new IstioKey("cluster1", "shop", IstioKind.DESTINATION_RULE, "a");
    rollout.there(rule, object(rule, DestinationRuleBuilder.builder().host("a.global").build()));
    IstioKey routes = new IstioKey("cluster1", "shop", IstioKind.VIRTUAL_SERVICE, "shop");
    rollout.there(routes, object(routes, routes("a.global")));
    assertThat(held(NOW)).containsOnlyKeys(entry, rule, routes);
    rollout.desired(routes, object(routes, routes("a.global")));
    assertThat(held(NOW)).as("they lead there still").containsOnlyKeys(entry, rule);
    rollout.desired(entry, rollout.there(entry));
    assertThat(held(NOW)).as("the entry stays").isEmpty();
    assertThat(rollout.open()).contains(rule);
  }

  private static VirtualService routes(String host) {
    return VirtualServiceBuilder.builder()
        .hosts(List.of("shop"))
        .http(
            List.of(
                HttpRouteBuilder.builder()
                    .route(
                        List.of(new HttpRouteDestination(new Destination(host, null, ""), null, 0)))
                    .build()))
        .build();
  }

  private SortedMap<IstioKey, Wait.Held> held(Instant now) {
    return losses.held(rollout, members, now);
  }

  private static Wait.Held until(IstioKey key, Instant since) {
    return requireNonNull(
        new Brake(20, 1, GRACE)
            .judge(Map.of(key, new Brake.Loss(since, key.name() + ".global", Set.of())), 100, since)
            .get(key));
  }

  /** An entry that is there and not wanted any more. */
  private IstioKey goes(String cluster, String name, String host) {
    members.member(cluster).objects = 100;
    IstioKey key = key(cluster, name);
    rollout.there(key, entry(key, host));
    return key;
  }

  private void serves(String cluster, String name, String host) {
    IstioKey key = key(cluster, name);
    rollout.there(key, entry(key, host));
    rollout.desired(key, entry(key, host));
  }

  private static IstioKey key(String cluster, String name) {
    return new IstioKey(cluster, "shop", IstioKind.SERVICE_ENTRY, name);
  }

  private static IstioObject entry(IstioKey key, String host) {
    return object(
        key,
        ServiceEntryBuilder.builder()
            .hosts(List.of(host))
            .workloadSelector(new WorkloadSelector(Map.of("app", key.name())))
            .build());
  }

  private static IstioObject object(IstioKey key, IstioSpec spec) {
    return new IstioObject(key.namespace(), key.name(), Map.of(), Map.of(), null, spec);
  }
}
