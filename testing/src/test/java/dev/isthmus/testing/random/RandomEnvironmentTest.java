package dev.isthmus.testing.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RandomEnvironmentTest {

  @Test
  void aSeedGivesTheSameScenarioAgain() {
    assertThat(RandomEnvironment.scenario(42).toYaml())
        .isEqualTo(RandomEnvironment.scenario(42).toYaml());
    assertThat(RandomEnvironment.scenario(42).toYaml())
        .isNotEqualTo(RandomEnvironment.scenario(43).toYaml());
  }

  @Test
  void everyKindComesUpInAHundredScenariosAndIsEditedAndRemoved() {
    Set<String> there = new HashSet<>();
    Set<String> put = new HashSet<>();
    Set<String> removed = new HashSet<>();
    LongStream.rangeClosed(1, 300)
        .mapToObj(RandomEnvironment::scenario)
        .forEach(scenario -> {
          scenario.objects().keySet().forEach(id -> there.add(id.kind()));
          for (Edit edit : scenario.edits()) {
            (edit.after().isPresent() ? put : removed).add(edit.object().kind());
          }
        });
    assertThat(there)
        .containsExactlyInAnyOrder(
            "AccessPolicy",
            "ConfigMap",
            "Deployment",
            "DestinationRule",
            "FaultInjectionPolicy",
            "KubernetesCluster",
            "Namespace",
            "Node",
            "Pod",
            "RetryTimeoutPolicy",
            "RootTrustPolicy",
            "RouteTable",
            "Service",
            "ServiceEntry",
            "StatefulSet",
            "VirtualGateway",
            "VirtualService",
            "Workspace",
            "WorkspaceSettings");
    assertThat(put).containsAll(there);
    assertThat(removed).hasSizeGreaterThan(there.size() - 4);
  }

  @Test
  void aRemovedObjectWasThere() {
    for (long seed = 1; seed <= 200; seed++) {
      Scenario scenario = RandomEnvironment.scenario(seed);
      var state = new TreeMap<>(scenario.objects());
      for (Edit edit : scenario.edits()) {
        edit.after()
            .ifPresentOrElse(
                o -> state.put(edit.object(), o),
                () ->
                    assertThat(state.remove(edit.object()))
                        .as("seed %s", scenario.seed())
                        .isNotNull());
      }
      assertThat(scenario.last()).isEqualTo(state);
    }
  }

  @Test
  void whatAnObjectIsCalledInItsOwnWordsIsItsIdentityUnlessItLostItsMetadata() {
    for (long seed = 1; seed <= 200; seed++) {
      Scenario scenario = RandomEnvironment.scenario(seed);
      scenario
          .last()
          .forEach((id, object) -> {
            if (object.has("metadata")) {
              assertThat(ObjectId.of(id.cluster(), object)).isEqualTo(id);
            }
          });
    }
  }
}
