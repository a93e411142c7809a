package dev.isthmus.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TreeDiffTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static List<String> diff(String before, String after) throws JsonProcessingException {
    return TreeDiff.of(MAPPER.readTree(before), MAPPER.readTree(after)).stream()
        .map(TreeDiff.Field::toString)
        .toList();
  }

  @Test
  void eachFieldThatDiffersIsNamed() throws JsonProcessingException {
    assertThat(
            diff(
                "{\"b\": 1, \"a\": {\"x\": \"old\", \"y\": true}}",
                "{\"a\": {\"x\": \"new\", \"z\": {\"k\": 1}}, \"b\": 1}"))
        .containsExactly("a.x: old -> new", "a.y: - true", "a.z: + {\"k\":1}");
  }

  @Test
  void listsOfTextsAreComparedByMembers() throws JsonProcessingException {
    assertThat(diff("{\"h\": [\"a\", \"b\"]}", "{\"h\": [\"b\", \"c\"]}"))
        .containsExactly("h: - a", "h: + c");
    assertThat(diff("{\"h\": [\"a\", \"b\"]}", "{\"h\": [\"b\", \"a\"]}"))
        .containsExactly("h: [\"a\",\"b\"] -> [\"b\",\"a\"]");
    assertThat(diff("{\"h\": [\"a\"]}", "{\"h\": [\"a\", \"a\"]}"))
        .containsExactly("h: [\"a\"] -> [\"a\",\"a\"]");
    assertThat(diff("{\"h\": [\"\"]}", "{\"h\": []}")).containsExactly("h: - \"\"");
  }

  @Test
  void listsOfObjectsAreComparedByPlace() throws JsonProcessingException {
    assertThat(
            diff(
                "{\"e\": [{\"labels\": {\"app\": \"r\"}}]}",
                "{\"e\": [{\"labels\": {\"app\": \"r\", \"version\": \"v3\"}}, {\"n\": 1}]}"))
        .containsExactly("e[0].labels.version: + v3", "e[1]: + {\"n\":1}");
  }

  @Test
  void equalTreesDoNotDiffer() throws JsonProcessingException {
    assertThat(diff("{\"a\": [1, {\"b\": null}]}", "{\"a\": [1, {\"b\": null}]}")).isEmpty();
    assertThat(diff("{\"a\": {\"b\": 1}}", "{\"a\": [1]}")).containsExactly("a: {\"b\":1} -> [1]");
  }
}
