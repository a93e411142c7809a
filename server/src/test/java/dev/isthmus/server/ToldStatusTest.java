package dev.isthmus.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedKinds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users' objects are told, through the whole core. */
final class ToldStatusTest {
  private static final ObjectKind EXT_AUTH =
      new ObjectKind("security.policy.gloo.solo.io", "v2", "ExtAuthPolicy");
  private static final String POLICY =
      """
      {apiVersion: security.policy.gloo.solo.io/v2, kind: ExtAuthPolicy, metadata: {name: web, namespace: front, generation: 3}}
      """;
  private static final String GLOO_AGENT =
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: gloo-mesh-agent, namespace: gloo-mesh}, spec: {replicas: 1, template: {metadata: {}, spec: {containers: [{name: gloo-mesh-agent}]}}}}
      """;

  /** What an agent that connects anew is told of its cluster's objects of a kind. */
  private static List<JsonNode> told(ServerWorld world, String cluster, ObjectKind kind) {
    world.effects.clear();
    world.connect(cluster);
    world.snapshot(cluster, EXT_AUTH);
    List<JsonNode> told = new ArrayList<>();
    for (ServerEffect effect : world.effects) {
      if (effect instanceof ServerEffect.Tell(long _, Down.SetStatus set)) {
        set.statuses().stream()
            .filter(status -> status.ref().kind().equals(kind))
            .filter(status -> status.ref().key().cluster().equals(cluster))
            .forEach(status -> told.add(status.status()));
      }
    }
    return told;
  }

  @Test
  void aCopyNamesTheOneThatCountsAndSaysWhatThatOneIsTold() {
    ServerWorld world = ServerWorld.withServices(3);
    world.add("cluster2", ServerWorld.SETTINGS);
    world.settled();

    JsonNode counts = told(world, "cluster1", ObjectKind.WORKSPACE_SETTINGS).getLast();
    JsonNode copy = told(world, "cluster2", ObjectKind.WORKSPACE_SETTINGS).getLast();

    assertThat(copy.at("/common/State/approval")).isEqualTo(counts.at("/common/State/approval"));
    assertThat(copy.at("/common/State/message").asText())
        .startsWith(counts.at("/common/State/message").asText())
        .contains("The copy in cluster1 counts, not this one: it is the oldest");
    assertThat(copy.at("/conditions/0/type").asText()).isEqualTo("Counts");
    assertThat(copy.at("/conditions/0/status").asText()).isEqualTo("False");
    assertThat(counts.at("/common/State/message").asText()).doesNotContain("copy in");
    assertThat(counts.at("/conditions/0/status").asText()).isEqualTo("True");
    assertThat(counts.at("/conditions/0/message").asText())
        .startsWith("This object counts for its copies in cluster2");
    assertThat(counts.at("/numFederatedServices").asInt()).isEqualTo(3);
    assertThat(copy.at("/numFederatedServices")).isEqualTo(counts.at("/numFederatedServices"));
    assertThat(copy.at("/isthmus/clusters")).isEqualTo(counts.at("/isthmus/clusters"));
  }

  @Test
  void whatIsNoCopyHasNoCondition() {
    ServerWorld world = ServerWorld.withServices(1).settled();

    JsonNode told = told(world, "cluster1", ObjectKind.WORKSPACE_SETTINGS).getLast();

    assertThat(told.path("conditions").isArray()).isTrue();
    assertThat(told.path("conditions")).isEmpty();
  }

  @Test
  void aRegisteredClusterTellsHowItsAgentIs() {
    ServerWorld world = ServerWorld.withServices(1).settled();
    world.hello("cluster2", Authority.NONE);

    List<JsonNode> told = told(world, "mgmt", ObjectKind.KUBERNETES_CLUSTER);

    assertThat(told)
        .extracting(status -> status.at("/conditions/0/reason").asText())
        .containsExactly("AgentConnected", "NotConnected");
    assertThat(told.getFirst().at("/isthmus/agent"))
        .hasToString(
            "{\"mode\":\"writes\",\"version\":\"test\",\"certifiedUntil\":\"2026-01-02T00:00:00Z\"}");
    assertThat(told.getLast().at("/isthmus/agent/mode").asText()).isEmpty();
  }

  @Test
  void anObjectOfAKindThatIsNotTranslatedIsToldSo() {
    ServerWorld world = ServerWorld.withServices(1);
    world.add("cluster1", POLICY);
    world.settled();

    JsonNode status = told(world, "cluster1", EXT_AUTH).getLast();

    assertThat(status.at("/common/State/approval").asText()).isEqualTo("WARNING");
    assertThat(status.at("/common/State/observedGeneration").asInt()).isEqualTo(3);
    assertThat(status.at("/common/State/message").asText())
        .startsWith("not supported: ExtAuthPolicy. ");
    assertThat(status.at("/isthmus/translatedGeneration").asInt()).isZero();
  }

  @Test
  void whereGlooMeshRunsNothingIsSaidOfWhatItMayTranslate() {
    ServerWorld world = ServerWorld.withServices(1);
    world.add("cluster1", POLICY);
    world.add("cluster1", GLOO_AGENT);
    world.settled();

    assertThat(told(world, "cluster1", EXT_AUTH)).isEmpty();
    assertThat(told(world, "cluster1", ObjectKind.WORKSPACE_SETTINGS)).isNotEmpty();
  }

  @Test
  void aClusterIsKnownWithoutTheKindsThatAreNotTranslated() {
    ServerWorld world = ServerWorld.withServices(1).settled();

    assertThat(ObservedKinds.ALL).doesNotContainAnyElementsOf(ObservedKinds.UNTRANSLATED);
    assertThat(world.core.freeze().neverHeard()).isEmpty();
    assertThat(world.core.clusters().get("cluster1"))
        .extracting(ClusterView::agent)
        .isEqualTo(ClusterView.Agent.WRITING);
    assertThat(world.core.memory().clusters().values())
        .isNotEmpty()
        .allSatisfy(cluster ->
            assertThat(cluster.kinds().keySet())
                .containsExactlyInAnyOrderElementsOf(ObservedKinds.ALL));
  }
}
