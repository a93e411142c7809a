package dev.isthmus.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlObjectsTest {

  @Test
  void eachDocumentIsAnObject() {
    assertThat(Read.yaml("a: 1\n---\n# nothing\n---\nb: [x, {c: true}]\n...\n---\nc: null\n").lines)
        .containsExactly("1:1 {\"a\":1}", "5:1 {\"b\":[\"x\",{\"c\":true}]}", "8:1 {\"c\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# only a comment\n", "---\n---\n", "---\n...\n", "null\n", "\uFEFF"})
  void emptyFilesHoldNothing(String text) {
    assertThat(Read.yaml(text).lines).isEmpty();
  }

  @Test
  void aByteOrderMarkIsNoText() {
    assertThat(Read.yaml("\uFEFFa: 1\n").lines).containsExactly("1:1 {\"a\":1}");
  }

  @Test
  void directivesBelongToTheirDocument() {
    assertThat(Read.yaml("%YAML 1.1\n# comment\n---\na: 1\n...\n%YAML 1.1\n---\nb: 2\n").lines)
        .containsExactly("4:1 {\"a\":1}", "8:1 {\"b\":2}");
  }

  @Test
  void aBorderInsideOfABlockScalarIsABorder() {
    assertThat(Read.yaml("a: |\n  ---\n  text\n---\nb: 1\n").lines)
        .containsExactly("1:1 {\"a\":\"---\\ntext\\n\"}", "5:1 {\"b\":1}");
  }

  @Test
  void aListHandsOnItsItemsWhereverItsKindStands() {
    String items = "items:\n- {a: 1}\n- {b: 2}\n";
    assertThat(Read.yaml("kind: List\n" + items).lines)
        .containsExactly("3:3 {\"a\":1}", "4:3 {\"b\":2}");
    assertThat(Read.yaml("apiVersion: v1\n" + items + "kind: List\nmetadata: {}\n").lines)
        .containsExactly("3:3 {\"a\":1}", "4:3 {\"b\":2}");
    assertThat(Read.yaml("kind: PodList\n" + items).objects).hasSize(2);
  }

  @Test
  void itemsOfAnotherKindAreAField() {
    assertThat(Read.yaml("kind: ConfigMap\nitems: [{a: 1}]\n").lines)
        .containsExactly("1:1 {\"kind\":\"ConfigMap\",\"items\":[{\"a\":1}]}");
  }

  @Test
  void aBrokenDocumentDoesNotHideThoseAfterIt() {
    assertThat(Read.yaml("a: 1\n---\nb: [1\n---\nc: 3\n").lines)
        .hasSize(3)
        .startsWith("1:1 {\"a\":1}")
        .endsWith("5:1 {\"c\":3}");
    assertThat(Read.yaml("a: 1\n---\nb: [1\n---\nc: 3\n").broken.getFirst()).startsWith("4:1 ");
  }

  @Test
  void itemsBeforeAnErrorAreHandedOn() {
    Read read = Read.yaml("kind: List\nitems:\n- {a: 1}\n- {b: 2]\n- c\n");
    assertThat(read.objects).hasSize(1);
    assertThat(read.broken).hasSize(1).first().asString().startsWith("4:8 ");
  }

  @Test
  void aTabIsNamed() {
    assertThat(Read.yaml("spec:\n  http:\n\t- name: a\n").broken)
        .containsExactly("3:1 found a tab where an indentation must be spaces");
  }

  @Test
  void errorsAreInTheLinesOfTheFile() {
    assertThat(Read.yaml("a: 1\n---\nb: 2\n  c: 3\n").broken)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("4:4 mapping values are not allowed here");
  }

  @Test
  void aKeyStandsOnce() {
    assertThat(Read.yaml("metadata:\n  name: a\n  name: b\n").broken)
        .containsExactly("3:3 the key \"name\" stands twice in one mapping");
    assertThat(Read.yaml("a: 1\na: 2\n").broken)
        .containsExactly("2:1 the key \"a\" stands twice in one mapping");
  }

  @Test
  void aDocumentThatIsNoMappingIsNamed() {
    assertThat(Read.yaml("- a\n- b\n").broken)
        .containsExactly(
            "1:1 a document is a mapping with apiVersion, kind and metadata; this one is a list");
    assertThat(Read.yaml("just a text\n").broken.getFirst()).endsWith("this one is a text");
    assertThat(Read.yaml("kind: List\nitems:\n- a\n- {b: 1}\n").lines)
        .containsExactly(
            "broken 3:3 an item of a List is an object; this one is a text", "4:3 {\"b\":1}");
  }

  @Test
  void aKeyIsAText() {
    assertThat(Read.yaml("{a: 1}: 2\n").broken.getFirst()).contains("a key is a mapping");
    assertThat(Read.yaml("9080: x\non: y1\n").lines)
        .containsExactly("1:1 {\"9080\":\"x\",\"true\":\"y1\"}");
  }

  @Test
  void aliasesAndMergeKeys() {
    assertThat(Read.yaml("base: &b {x: 1, z: 2a}\nuse: *b\nmerged:\n  <<: *b\n  x: 3\n").lines)
        .containsExactly(
            "1:1 {\"base\":{\"x\":1,\"z\":\"2a\"},\"use\":{\"x\":1,\"z\":\"2a\"},"
                + "\"merged\":{\"x\":3,\"z\":\"2a\"}}");
    assertThat(
            Read.yaml("a: &a {x: 1}\nb: &b {x: 2, w: 2}\nc: {<<: [*a, *b], z: 0}\n")
                .objects
                .getFirst()
                .get("c"))
        .hasToString("{\"z\":0,\"x\":1,\"w\":2}");
    assertThat(Read.yaml("\"<<\": {a: 1}\n").lines).containsExactly("1:1 {\"<<\":{\"a\":1}}");
  }

  @Test
  void anAliasIsOfItsOwnDocumentAndOfACompleteNode() {
    assertThat(Read.yaml("a: &x 1\n---\nb: *x\n").broken.getFirst()).startsWith("3:4 the alias *x");
    assertThat(Read.yaml("a: &x {b: *x}\n").broken.getFirst()).startsWith("1:11 the alias *x");
  }

  @Test
  void aBombIsDefused() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String former = "*a" + (i - 1);
      text.append("a" + i + ": &a" + i + " [" + (former + ", ").repeat(9) + former + "]\n");
    }
    Read read = Read.yaml(text + "---\nok: 1\n");
    assertThat(read.objects).hasSize(1);
    assertThat(read.broken)
        .containsExactly("5:45 aliases multiply this document to more than 100000 nodes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: "})
  void depthIsBounded(String open) {
    Read read = Read.yaml("a: " + open.repeat(100_000) + "\n---\nok: 1\n");
    assertThat(read.broken).hasSize(1).first().asString().contains("more than 200 levels deep");
    assertThat(read.objects).hasSize(1);
  }

  @Test
  void controlCharactersAreNamed() {
    assertThat(Read.yaml("a: 1\n---\nb: x\u0001y\n---\nc: 3\n").lines)
        .containsExactly(
            "1:1 {\"a\":1}", "broken 3:5 the character U+0001 is no text", "5:1 {\"c\":3}");
  }

  @Test
  void otherLineEndsCount() {
    assertThat(Read.yaml("a: 1\r\n---\r\nb: 2\r\n").lines)
        .containsExactly("1:1 {\"a\":1}", "3:1 {\"b\":2}");
  }

  @Test
  void documentsLongerThanTheBufferAreRead() {
    String text = "a: " + "x".repeat(40_000) + "\n";
    assertThat(Read.yaml((text + "---\n").repeat(5)).objects)
        .hasSize(5)
        .allSatisfy(object -> assertThat(object.get("a").asText()).hasSize(40_000));
  }
}
