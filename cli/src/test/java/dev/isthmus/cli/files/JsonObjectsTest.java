package dev.isthmus.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonObjectsTest {

  @Test
  void eachValueIsAnObject() {
    assertThat(Read.json("{\"a\": 1}\n{\"b\": [true]}").lines)
        .containsExactly("1:1 {\"a\":1}", "2:1 {\"b\":[true]}");
    assertThat(Read.json("\uFEFF{\"a\": 1}").objects).hasSize(1);
    assertThat(Read.json("").lines).isEmpty();
  }

  @Test
  void aListHandsOnItsItemsWhereverItsKindStands() {
    assertThat(Read.json("{\"items\": [{\"a\": 1},\n {\"b\": 2}], \"kind\": \"List\"}").lines)
        .containsExactly("1:12 {\"a\":1}", "2:2 {\"b\":2}");
    assertThat(Read.json("{\"kind\": \"PodList\", \"items\": [{\"a\": 1}]}").objects).hasSize(1);
    assertThat(Read.json("{\"kind\": \"Other\", \"items\": [{\"a\": 1}]}").lines)
        .containsExactly("1:1 {\"kind\":\"Other\",\"items\":[{\"a\":1}]}");
  }

  @Test
  void errorsHaveTheirPlace() {
    Read read = Read.json("{\"kind\": \"List\", \"items\": [{\"a\": 1},\n {\"b\": }]}");
    assertThat(read.objects).hasSize(1);
    assertThat(read.broken).hasSize(1).first().asString().startsWith("2:8 Unexpected character");
    assertThat(Read.json("{\"a\": 1, \"a\": 2}").broken)
        .first()
        .asString()
        .contains("Duplicate field 'a'");
    assertThat(Read.json("{\"a\": ").broken).hasSize(1);
    assertThat(Read.json("[1]\n{\"a\": 1}").lines)
        .containsExactly(
            "broken 1:1 expected an object with apiVersion, kind and metadata", "2:1 {\"a\":1}");
  }

  @Test
  void depthIsBounded() {
    assertThat(Read.json("{\"a\": " + "[".repeat(100_000)).broken).hasSize(1);
  }
}
