package dev.isthmus.translate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Reason;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.translate.finding.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that select routes by the destinations that these lead to. */
class PoliciesByDestinationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{selector: {}}",
        "{selector: {labels: {app: api}}}",
        "{selector: {name: api, namespace: back}}",
        "{selector: {name: api, cluster: cluster2}}",
        "{selector: {workspace: shop}}",
        "{kind: SERVICE, selector: {name: api}}"
      })
  void reachRoutesToServicesThatTheySelect(String destination) {
    assertThat(isReached(destination)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{selector: {labels: {app: other}}}",
        "{selector: {name: other}}",
        "{selector: {name: api, namespace: front}}",
        "{selector: {name: api, cluster: cluster3}}",
        "{selector: {workspace: other}}",
        "{kind: VIRTUAL_DESTINATION}",
        "{kind: EXTERNAL_SERVICE, selector: {name: api}}"
      })
  void reachNoOthers(String destination) {
    assertThat(isReached(destination)).isFalse();
  }

  private static boolean isReached(String destination) {
    Environment environment =
        Environment.twoClusters()
            .routed()
            .add(
                "cluster1",
                """
                apiVersion: resilience.policy.gloo.solo.io/v2
                kind: FaultInjectionPolicy
                metadata: {name: fault, namespace: back}
                spec: {applyToRoutes: [{withDestinations: %s}], config: {abort: {httpStatus: 418}}}
                """
                    .formatted(destination));
    boolean reached =
        environment.translate().outputs().values().stream()
            .anyMatch(output ->
                output.spec() instanceof VirtualService service
                    && service.http().getFirst().fault() != null);
    assertThat(environment.findings(Reason.POLICY_WITHOUT_TARGET)).hasSize(reached ? 0 : 1);
    return reached;
  }
}
