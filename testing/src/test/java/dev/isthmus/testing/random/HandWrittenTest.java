package dev.isthmus.testing.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What is put beside a random environment to make clusters of it: slices, Istio objects. */
final class HandWrittenTest {
  @Test
  void aSeedGivesTheSameObjectsAgain() {
    Map<ObjectId, ObjectNode> environment = RandomEnvironment.wellFormed(7).objects();
    assertThat(HandWritten.of(7, environment)).isEqualTo(HandWritten.of(7, environment));
    assertThat(HandWritten.of(7, environment)).isNotEqualTo(HandWritten.of(8, environment));
  }

  @Test
  void everyKindComesUp() {
    Set<String> kinds = new HashSet<>();
    for (long seed = 1; seed <= 30; seed++) {
      HandWritten.of(seed, RandomEnvironment.wellFormed(seed).objects())
          .keySet()
          .forEach(id -> kinds.add(id.kind()));
    }
    assertThat(kinds).hasSize(HandWrittenKind.values().length);
  }

  @Test
  void whatASliceHoldsIsAPodWithItsAddress() {
    for (long seed = 1; seed <= 30; seed++) {
      SortedMap<ObjectId, ObjectNode> objects = RandomEnvironment.wellFormed(seed).objects();
      for (ObjectNode slice : EndpointSlices.of(objects).values()) {
        for (JsonNode endpoint : slice.path("endpoints")) {
          String pod = endpoint.at("/targetRef/name").asText();
          assertThat(objects.values())
              .as("seed %s, pod %s", seed, pod)
              .anyMatch(it ->
                  it.at("/metadata/name").asText().equals(pod)
                      && it.at("/status/podIP").equals(endpoint.path("addresses").get(0)));
        }
      }
    }
  }
}
