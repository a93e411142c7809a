package dev.isthmus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.IstioObject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What comes when, and in how many steps. */
class DeliveryOrderTest {
  private static final String HOST = "reviews.back.svc.c2.global";

  /** What federation and a route with a subset add to two clusters. */
  private static State federated() {
    return State.empty()
        .with(
            "c2",
            "back",
            "ServiceEntry",
            "home",
            "{hosts: [%s], workloadSelector: {labels: {app: reviews}}}".formatted(HOST))
        .with("c2", "back", "DestinationRule", "home", "{host: %s}".formatted(HOST))
        .with(
            "c2",
            "gateways",
            "Gateway",
            "eastwest",
            "{servers: [{port: {number: 15443}, tls: {mode: AUTO_PASSTHROUGH}, hosts: [%s]}]}"
                .formatted(HOST))
        .with(
            "c1",
            "front",
            "ServiceEntry",
            "remote",
            "{hosts: [%s], endpoints: [{address: 1.2.3.4}]}".formatted(HOST))
        .with("c1", "front", "DestinationRule", "remote", "{host: %s}".formatted(HOST))
        .with("c1", "gateways", "Gateway", "ingress", "{servers: [{hosts: ['*']}]}")
        .with(
            "c1",
            "front",
            "VirtualService",
            "routes",
            "{hosts: [reviews], http: [{route: [{destination: {host: %s}}]}]}".formatted(HOST));
  }

  @Test
  void whatIsMadeComesFromTheDestinationToTheRoutes() {
    assertThat(State.lines(State.empty().to(federated())))
        .containsExactly(
            "widen at the destination: + DestinationRule home, + ServiceEntry home",
            "widen at the destination: + Gateway eastwest",
            "widen at the callers: + DestinationRule remote, + ServiceEntry remote, + Gateway ingress",
            "switch routes: + VirtualService routes");
  }

  @Test
  void whatGoesGoesFromTheRoutesToTheDestination() {
    assertThat(State.lines(federated().to(State.empty())))
        .containsExactly(
            "switch routes: - VirtualService routes",
            "narrow at the callers: - DestinationRule remote, - ServiceEntry remote, - Gateway ingress",
            "narrow at the destination: - Gateway eastwest",
            "narrow at the destination: - DestinationRule home, - ServiceEntry home");
  }

  @Test
  void whileOneRuleComesAsAnotherGoesBothHaveTheExportsOfBoth() {
    List<Step> steps = exportedTo("old", "front").to(exportedTo("young", "gate"));
    assertThat(State.lines(steps))
        .containsExactly(
            "widen at the destination: ~ DestinationRule old, + DestinationRule young",
            "narrow at the destination: - DestinationRule old",
            "narrow at the destination: ~ DestinationRule young");
    assertThat(steps.getFirst().changes())
        .extracting(ObjectChange::after)
        .map(Objects::requireNonNull)
        .map(IstioObject::spec)
        .map(spec -> ((DestinationRule) spec).exportTo())
        .containsOnly(List.of("back", "front", "gate"));
  }

  private static State exportedTo(String rule, String namespace) {
    return State.empty()
        .with(
            "c2",
            "back",
            "ServiceEntry",
            "home",
            "{hosts: [%s], workloadSelector: {labels: {app: reviews}}}".formatted(HOST))
        .with(
            "c2",
            "back",
            "DestinationRule",
            rule,
            "{host: %s, exportTo: [back, %s]}".formatted(HOST, namespace));
  }

  @Test
  void nothingToDoIsNoStep() {
    assertThat(federated().to(federated())).isEmpty();
  }

  @Test
  void aRuleStandsWhereTheEntryOfItsHostStandsAlsoWhenThatGoes() {
    State ruleOnly =
        State.empty().with("c2", "back", "DestinationRule", "home", "{host: %s}".formatted(HOST));
    State entry =
        State.empty()
            .with(
                "c2",
                "back",
                "ServiceEntry",
                "home",
                "{hosts: [%s], workloadSelector: {labels: {app: reviews}}}".formatted(HOST));
    assertThat(State.lines(entry.to(ruleOnly)))
        .containsExactly(
            "widen at the destination: + DestinationRule home",
            "narrow at the destination: - ServiceEntry home");
    assertThat(State.lines(State.empty().to(ruleOnly)))
        .containsExactly("widen at the callers: + DestinationRule home");
  }

  @Test
  void aChangeThatGivesAndTakesIsTwoChanges() {
    State v2 = rule("[{name: v2}]");
    State v3 = rule("[{name: v3}]");
    List<Step> steps = v2.to(v3);
    assertThat(State.lines(steps))
        .containsExactly(
            "widen at the callers: ~ DestinationRule rule",
            "narrow at the callers: ~ DestinationRule rule");
    assertThat(State.applied(v2, steps)).isEqualTo(v3.objects());
  }

  @Test
  void aChangeThatOnlyGivesOrOnlyTakesIsOne() {
    assertThat(State.lines(rule("[{name: v2}]").to(rule("[{name: v2}, {name: v3}]"))))
        .containsExactly("widen at the callers: ~ DestinationRule rule");
    assertThat(State.lines(rule("[{name: v2}, {name: v3}]").to(rule("[{name: v2}]"))))
        .containsExactly("narrow at the callers: ~ DestinationRule rule");
  }

  private static State rule(String subsets) {
    return State.empty()
        .with("c1", "front", "DestinationRule", "rule", "{host: a, subsets: " + subsets + "}");
  }

  @Test
  void aRenamedObjectIsMadeBeforeTheOldOneGoes() {
    String spec = "{hosts: [%s], endpoints: [{address: 1.2.3.4}]}".formatted(HOST);
    State old = State.empty().with("c1", "front", "ServiceEntry", "old", spec);
    State renamed = State.empty().with("c1", "front", "ServiceEntry", "new", spec);
    assertThat(State.lines(old.to(renamed)))
        .containsExactly(
            "widen at the callers: + ServiceEntry new",
            "narrow at the callers: - ServiceEntry old");
  }

  @Test
  void renamedRoutesAreTwoSteps() {
    assertThat(State.lines(routes("old", "[gw]", "[a, b]").to(routes("new", "[gw-2]", "[b]"))))
        .containsExactly(
            "switch routes: + VirtualService new", "switch routes: - VirtualService old");
  }

  @Test
  void aHostThatMovesIsTakenBeforeItIsGivenAway() {
    State before =
        routes("one", "[mesh]", "[a, b]")
            .with("c1", "front", "VirtualService", "two", "{hosts: [c], gateways: [mesh]}");
    State after =
        routes("one", "[mesh]", "[a]")
            .with("c1", "front", "VirtualService", "two", "{hosts: [b, c], gateways: [mesh]}");
    assertThat(State.lines(before.to(after)))
        .containsExactly(
            "switch routes: ~ VirtualService two", "switch routes: ~ VirtualService one");
  }

  @Test
  void aChainOfHostsIsHandedOnOneByOne() {
    State before =
        routes("one", "[mesh]", "[a]")
            .with("c1", "front", "VirtualService", "two", "{hosts: [b], gateways: [mesh]}");
    State after =
        routes("two", "[mesh]", "[a]")
            .with("c1", "front", "VirtualService", "three", "{hosts: [b], gateways: [mesh]}");
    assertThat(State.lines(before.to(after)))
        .containsExactly(
            "switch routes: + VirtualService three",
            "switch routes: ~ VirtualService two",
            "switch routes: - VirtualService one");
  }

  @Test
  void aCircleOfHostsChangesAtOnce() {
    State before =
        routes("one", "[mesh]", "[a]")
            .with("c1", "front", "VirtualService", "two", "{hosts: [b], gateways: [mesh]}");
    State after =
        routes("one", "[mesh]", "[b]")
            .with("c1", "front", "VirtualService", "two", "{hosts: [a], gateways: [mesh]}");
    assertThat(before.to(after)).hasSize(1);
  }

  @Test
  void routesThatGiveNothingToEachOtherChangeAtOnce() {
    State mesh = routes("one", "[]", "[a]");
    State gateway =
        State.empty()
            .with("c1", "front", "VirtualService", "two", "{hosts: [a], gateways: [gw]}")
            .with("c1", "back", "VirtualService", "three", "{hosts: [a]}")
            .with("c2", "front", "VirtualService", "four", "{hosts: [a]}");
    assertThat(mesh.to(gateway)).hasSize(1);
  }

  private static State routes(String name, String gateways, String hosts) {
    return State.empty()
        .with(
            "c1",
            "front",
            "VirtualService",
            name,
            "{hosts: " + hosts + ", gateways: " + gateways + "}");
  }
}
