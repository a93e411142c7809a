package dev.isthmus.translate.route;

import static dev.isthmus.translate.route.Given.forwardTo;
import static dev.isthmus.translate.route.Given.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.networking.HttpAction;
import dev.isthmus.api.gloo.networking.Redirect;
import dev.isthmus.api.gloo.networking.RedirectCode;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.resilience.FaultAbort;
import dev.isthmus.api.gloo.resilience.FaultDelay;
import dev.isthmus.api.gloo.resilience.FaultInjection;
import dev.isthmus.api.gloo.resilience.FaultInjectionPolicy;
import dev.isthmus.api.gloo.resilience.FaultInjectionPolicySpec;
import dev.isthmus.api.gloo.resilience.RetryPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeout;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicySpec;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.DestinationSelector;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.api.gloo.selector.RouteLabelSelector;
import dev.isthmus.api.gloo.selector.RouteSelector;
import dev.isthmus.istio.HttpFaultInjection;
import dev.isthmus.istio.HttpRetry;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyAttachmentTest {
  private static final FaultInjection DELAY =
      new FaultInjection(new FaultDelay(Duration.ofSeconds(2), null), null);

  /** The workspace of an object is its namespace; a selector of destinations selects by name. */
  private static final PolicyAttachment.Surroundings SURROUNDINGS =
      new PolicyAttachment.Surroundings() {
        @Override
        public String workspaceOf(Resource object) {
          return object.namespace().equals("nobody") ? "" : object.namespace();
        }

        @Override
        public boolean selects(
            DestinationSelector selector, RouteTable table, DestinationReference destination) {
          return selector.selector() == null
              || selector
                  .selector()
                  .name()
                  .equals(Objects.requireNonNull(destination.ref()).name());
        }
      };

  @Test
  void appliesToAllRoutesOfTheWorkspaceWithoutASelector() {
    var table = table("t").hosts("x").route("a", forwardTo("s")).route("b", forwardTo("s")).build();
    assertThat(attach(table, fault("shop", "p")).byRoute()).containsOnlyKeys("a-t", "b-t");
    assertThat(attach(table, fault("other", "p")).byRoute()).isEmpty();
    assertThat(
            attach(
                    table("t").in("nobody").hosts("x").route("a", forwardTo("s")),
                    fault("nobody", "p"))
                .byRoute())
        .isEmpty();
  }

  @Test
  void selectsByLabelsOfRouteAndTable() {
    var table =
        table("t")
            .hosts("x")
            .labels("team", "a")
            .route("a", Labels.of("fault", "yes"), forwardTo("s"))
            .route("b", forwardTo("s"))
            .build();
    assertThat(attach(table, fault("shop", "p", labels("fault", "yes"))).byRoute())
        .containsOnlyKeys("a-t");
    assertThat(attach(table, fault("shop", "p", labels("team", "a", "fault", "yes"))).byRoute())
        .containsOnlyKeys("a-t");
    assertThat(attach(table, fault("shop", "p", labels("team", "a"))).byRoute())
        .containsOnlyKeys("a-t", "b-t");
    assertThat(attach(table, fault("shop", "p", labels("team", "b"))).byRoute()).isEmpty();
    assertThat(
            attach(table, fault("shop", "p", labels("team", "b"), labels("fault", "yes")))
                .byRoute())
        .containsOnlyKeys("a-t");
  }

  @Test
  void selectsByWhereTheTableLives() {
    var table = table("t").hosts("x").route("a", forwardTo("s")).build();
    assertThat(attach(table, fault("shop", "p", route("t", "shop", "cluster1", "shop"))).byRoute())
        .hasSize(1);
    assertThat(attach(table, fault("shop", "p", route("u", "", "", ""))).byRoute()).isEmpty();
    assertThat(attach(table, fault("shop", "p", route("", "x", "", ""))).byRoute()).isEmpty();
    assertThat(attach(table, fault("shop", "p", route("", "", "cluster2", ""))).byRoute())
        .isEmpty();
    assertThat(attach(table, fault("shop", "p", route("", "", "", "other"))).byRoute()).isEmpty();
  }

  @Test
  void selectsByDestination() {
    var table =
        table("t")
            .hosts("x")
            .otherwise(Given.service("d", 0))
            .route("a", forwardTo("s"))
            .route("b", forwardTo("u"))
            .route("c", new Redirect("h", "", RedirectCode.FOUND))
            .route("d", Given.forward())
            .build();
    assertThat(attach(table, fault("shop", "p", destination("s"))).byRoute())
        .containsOnlyKeys("a-t");
    assertThat(attach(table, fault("shop", "p", destination("d"))).byRoute())
        .containsOnlyKeys("d-t");
    assertThat(
            attach(
                    table,
                    fault(
                        "shop",
                        "p",
                        new RouteSelector(
                            null, new DestinationSelector(null, DestinationKind.SERVICE, null))))
                .byRoute())
        .containsOnlyKeys("a-t", "b-t", "d-t");
    assertThat(attach(table, fault("shop", "p", new RouteSelector(null, null))).byRoute())
        .hasSize(4);
  }

  /**
   * A policy of the parent's workspace reaches the child's routes by what they inherit there; it
   * does not see the child's own labels.
   */
  @Test
  void reachesChildrenOfOtherWorkspacesThroughTheParent() {
    var child =
        table("c")
            .in("theirs")
            .labels("t", "c")
            .route("r", Labels.of("own", "1"), forwardTo("s"))
            .build();
    var root =
        table("t")
            .hosts("x")
            .labels("root", "1")
            .route("d", Labels.of("d", "1"), Given.delegate("t", "c"))
            .build();
    var flat = Delegation.flatten(root, Given.among(child)).routes();

    assertThat(attach(flat, fault("shop", "p")).byRoute()).hasSize(1);
    assertThat(attach(flat, fault("shop", "p", labels("root", "1", "d", "1"))).byRoute())
        .hasSize(1);
    assertThat(attach(flat, fault("shop", "p", labels("own", "1"))).byRoute()).isEmpty();
    assertThat(attach(flat, fault("theirs", "p", labels("own", "1", "root", "1"))).byRoute())
        .hasSize(1);
    assertThat(attach(flat, fault("shop", "p", destination("s"))).byRoute()).isEmpty();
    assertThat(attach(flat, fault("theirs", "p", destination("s"))).byRoute()).hasSize(1);
  }

  @Test
  void letsTheOldestHoldARoute() {
    var table =
        table("t")
            .hosts("x")
            .route("a", Labels.of("l", "1"), forwardTo("s"))
            .route("b", forwardTo("s"))
            .build();
    var old = aged(fault("shop", "z", labels("l", "1")), "2024-01-01T00:00:00Z");
    var young = aged(fault("shop", "a"), "2024-02-01T00:00:00Z");
    var ageless = fault("shop", "0", labels("l", "1"));

    var attached = attach(Delegation.flatten(table, Given.among()).routes(), young, ageless, old);
    assertThat(fault(attached, "a-t")).isEqualTo(old);
    assertThat(fault(attached, "b-t")).isEqualTo(young);
    assertThat(attached.findings())
        .extracting(finding ->
            finding.reason() + " " + finding.object().key().name() + " " + finding.field())
        .containsExactlyInAnyOrder(
            "PolicyConflict a applyToRoutes", "PolicyConflict 0 applyToRoutes");
    assertThat(attached.findings()).allMatch(finding -> finding.what().contains("shop/z"));
  }

  @Test
  void doesNotNameThePolicyOfAnotherWorkspace() {
    var child = table("c").in("theirs").labels("t", "c").route("r", forwardTo("s")).build();
    var root = table("t").hosts("x").route("d", Given.delegate("t", "c")).build();
    var flat = Delegation.flatten(root, Given.among(child)).routes();
    var attached =
        attach(
            flat,
            aged(fault("shop", "secret"), "2024-01-01T00:00:00Z"),
            aged(fault("theirs", "later"), "2024-01-02T00:00:00Z"));
    assertThat(attached.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.object().key().name()).isEqualTo("later");
          assertThat(finding.message()).doesNotContain("secret").doesNotContain("shop");
        });
  }

  @Test
  void writesFaults() {
    assertThat(applied(fault("shop", "p")).fault())
        .isEqualTo(
            new HttpFaultInjection(
                null, new HttpFaultInjection.Delay(null, "2s", 0, new Percent(100))));
    var both =
        new FaultInjection(new FaultDelay(Duration.ofMillis(1500), 12.5), new FaultAbort(503, 0.0));
    assertThat(applied(fault("shop", "p", both)).fault())
        .isEqualTo(
            new HttpFaultInjection(
                new HttpFaultInjection.Abort(null, null, 503, new Percent(0)),
                new HttpFaultInjection.Delay(null, "1.500s", 0, new Percent(12.5))));
  }

  @Test
  void leavesFaultsAndRetriesOutOfRoutesThatForwardNothing() {
    var policies =
        Map.of(
            "a-t",
            new RoutePolicies(
                fault("shop", "p"), retry(new RetryTimeout(null, Duration.ofSeconds(1)))));
    var table = table("t").hosts("x").route("a", new Redirect("h", "", RedirectCode.FOUND)).build();
    var flat = Delegation.flatten(table, Given.among()).routes();
    var route =
        HttpRoutes.translate(flat, policies, Given.sidecars(), Given.RESOLVER).routes().getFirst();
    assertThat(route.fault()).isNull();
    assertThat(route.timeout()).isNull();
  }

  @Test
  void leavesFaultsOutOfBrokenRoutes() {
    var policies = Map.of("a-t", new RoutePolicies(fault("shop", "p"), null));
    var table = table("t").hosts("x").route("a", forwardTo("missing")).build();
    var flat = Delegation.flatten(table, Given.among()).routes();
    var route =
        HttpRoutes.translate(flat, policies, Given.sidecars(), Given.RESOLVER).routes().getFirst();
    assertThat(route.fault()).isNull();
    assertThat(route.directResponse()).isNotNull();
  }

  @Test
  void writesTimeoutsAndRetries() {
    assertThat(applied(new RetryTimeout(null, Duration.ofMillis(500))).timeout())
        .isEqualTo("0.500s");
    assertThat(applied(new RetryTimeout(null, Duration.ofMillis(500))).retries()).isNull();
    var retries = new RetryPolicy(null, Duration.ofMillis(250), "5xx, 503,connect-failure", true);
    assertThat(applied(new RetryTimeout(retries, null)).retries())
        .isEqualTo(new HttpRetry(2, null, "0.250s", null, "5xx,503,connect-failure", true));
    var never = new RetryPolicy(0, null, "", null);
    assertThat(applied(new RetryTimeout(never, null)).retries())
        .isEqualTo(new HttpRetry(0, null, null, null, "", null));
  }

  /** Istio would refuse the whole VirtualService. */
  @Test
  void leavesOutConditionsThatEnvoyDoesNotKnow() {
    var retries = new RetryPolicy(3, null, "5xx,sometimes,306,999,511", null);
    var table = table("t").hosts("x").route("a", forwardTo("s")).build();
    var flat = Delegation.flatten(table, Given.among()).routes();
    var attached =
        PolicyAttachment.attach(
            flat, List.of(), List.of(retry(new RetryTimeout(retries, null))), SURROUNDINGS);
    assertThat(attached.findings()).hasSize(3).allMatch(f -> f.reason() == Reason.INVALID_VALUE);
    assertThat(applied(new RetryTimeout(retries, null)).retries())
        .isEqualTo(new HttpRetry(3, null, null, null, "5xx,511", null));
  }

  @Test
  void writesDurationsAsProtoJson() {
    assertThat(ProtoDuration.text(Duration.ofHours(1))).isEqualTo("3600s");
    assertThat(ProtoDuration.text(Duration.ofMillis(1001))).isEqualTo("1.001s");
    assertThat(ProtoDuration.text(Duration.ofNanos(1_000))).isEqualTo("0.000001s");
    assertThat(ProtoDuration.text(Duration.ofNanos(1))).isEqualTo("0.000000001s");
    assertThat(ProtoDuration.text(Duration.ZERO)).isEqualTo("0s");
  }

  /** Policies may come in any order. */
  @Test
  void dependsOnTheAgesOfPoliciesAlone() {
    Random.cases(random -> {
      var table = table("t").hosts("x");
      for (var i = 0; i < 4; i++) {
        table.route(
            "r" + i, Labels.of("l", "" + random.nextInt(3)), forwardTo("s" + random.nextInt(2)));
      }
      var flat = Delegation.flatten(table.build(), Given.among()).routes();
      var policies = new java.util.ArrayList<FaultInjectionPolicy>();
      for (var i = 0; i < 4; i++) {
        var policy =
            Random.oneIn(random, 2)
                ? fault("shop", "p" + i, labels("l", "" + random.nextInt(3)))
                : fault("shop", "p" + i, destination("s" + random.nextInt(2)));
        policies.add(
            Random.oneIn(random, 3)
                ? policy
                : aged(policy, "2024-01-0" + (1 + random.nextInt(3)) + "T00:00:00Z"));
      }
      var expected = PolicyAttachment.attach(flat, policies, List.of(), SURROUNDINGS);
      Collections.shuffle(policies, new java.util.Random(random.nextLong()));
      assertThat(PolicyAttachment.attach(flat, policies, List.of(), SURROUNDINGS))
          .isEqualTo(expected);
    });
  }

  private static @Nullable FaultInjectionPolicy fault(
      PolicyAttachment.Attached attached, String route) {
    return Objects.requireNonNull(attached.byRoute().get(route)).fault();
  }

  private static HttpRoute applied(FaultInjectionPolicy policy) {
    return applied(new RoutePolicies(policy, null));
  }

  private static HttpRoute applied(RetryTimeout config) {
    return applied(new RoutePolicies(null, retry(config)));
  }

  private static HttpRoute applied(RoutePolicies policies) {
    HttpAction action = forwardTo("s");
    var table = table("t").hosts("x").route("a", action).build();
    var flat = Delegation.flatten(table, Given.among()).routes();
    return HttpRoutes.translate(flat, Map.of("a-t", policies), Given.sidecars(), Given.RESOLVER)
        .routes()
        .getFirst();
  }

  private static PolicyAttachment.Attached attach(
      RouteTable table, FaultInjectionPolicy... policies) {
    return attach(Delegation.flatten(table, Given.among()).routes(), policies);
  }

  private static PolicyAttachment.Attached attach(
      Given.Table table, FaultInjectionPolicy... policies) {
    return attach(table.build(), policies);
  }

  private static PolicyAttachment.Attached attach(
      List<FlatRoute> routes, FaultInjectionPolicy... policies) {
    return PolicyAttachment.attach(routes, List.of(policies), List.of(), SURROUNDINGS);
  }

  private static FaultInjectionPolicy fault(
      String namespace, String name, RouteSelector... selectors) {
    return new FaultInjectionPolicy(
        Meta.of(new ObjectKey("cluster1", namespace, name), Labels.EMPTY),
        new FaultInjectionPolicySpec(List.of(selectors), DELAY));
  }

  private static FaultInjectionPolicy fault(String namespace, String name, FaultInjection config) {
    return new FaultInjectionPolicy(
        Meta.of(new ObjectKey("cluster1", namespace, name), Labels.EMPTY),
        new FaultInjectionPolicySpec(List.of(), config));
  }

  private static FaultInjectionPolicy aged(FaultInjectionPolicy policy, String created) {
    return new FaultInjectionPolicy(
        new Meta(policy.key(), Labels.EMPTY, Labels.EMPTY, Instant.parse(created), "", 0),
        policy.spec());
  }

  private static RetryTimeoutPolicy retry(RetryTimeout config) {
    return new RetryTimeoutPolicy(
        Meta.of(new ObjectKey("cluster1", "shop", "retry"), Labels.EMPTY),
        new RetryTimeoutPolicySpec(List.of(), config));
  }

  private static RouteSelector labels(String... keysAndValues) {
    SortedMap<String, String> labels = Labels.of(keysAndValues);
    return new RouteSelector(new RouteLabelSelector(labels, "", "", "", ""), null);
  }

  private static RouteSelector route(
      String name, String namespace, String cluster, String workspace) {
    return new RouteSelector(
        new RouteLabelSelector(Labels.EMPTY, name, namespace, cluster, workspace), null);
  }

  private static RouteSelector destination(String name) {
    return new RouteSelector(
        null,
        new DestinationSelector(
            new ObjectSelector(Labels.EMPTY, name, "", "", ""), DestinationKind.SERVICE, null));
  }
}
