package dev.isthmus.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class YamlTextTest {
  private static final int TREES = 2_000;
  private static final String NOISE = " \t\n:#-*&!|>%@`'\"[]{},?abc019.é\u2028\u0085";

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "y",
          "N",
          "no",
          "on",
          "true",
          "null",
          "~",
          "1",
          "-1",
          "1_000",
          "017",
          "0o17",
          "0x1F",
          "0b1",
          "1.5",
          ".5",
          "1e3",
          "12e03",
          "+1",
          ".inf",
          "-.Inf",
          ".nan",
          "12:30:45",
          "2022-05-03",
          "2022-05-03T13:05:29Z",
          "<<",
          "=",
          "*",
          "&a",
          "!b",
          "|",
          ">",
          "%c",
          "@d",
          "`e",
          "- f",
          "-",
          "---",
          "...",
          "? g",
          "h: i",
          "j:",
          ": k",
          "l #m",
          "#n",
          "[o",
          "]",
          "{p",
          "}",
          "q, r",
          "'s'",
          "\"t\"",
          "\\",
          "\\n",
          "u\nv",
          "u\n",
          "\nu",
          " u",
          "u ",
          "\t",
          "tab\there",
          "a\r\nb",
          "\u0001",
          "\u0085",
          "\u2028",
          "é",
          "漢字",
          "😀",
          "\uFEFF",
          "\u007f",
          "[\"x\"]",
          "reviews.bookinfo-backends.svc.cluster2.global",
          "spiffe://c/ns/a/sa/b",
          "*.global",
          "a".repeat(300),
          "word ".repeat(60),
          "0",
          "00",
          "08",
          "1__0",
          "0.",
          "1.e+5",
          "NaN",
          "Infinity",
          "void:",
          "key: |");

  @Test
  void itIsBlockStyleWithListsAtTheirParentsIndentation() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putArray("hosts").add("*.example.com").add("a.example.com");
    spec.putArray("servers").addObject().put("port", 443).put("name", "on");
    spec.putObject("tls");
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", "Gateway");
    object.set("spec", spec);
    assertThat(YamlText.of(object))
        .isEqualTo(
            """
            kind: Gateway
            spec:
              hosts:
              - '*.example.com'
              - a.example.com
              servers:
              - port: 443
                name: "on"
              tls: {}
            """);
  }

  @Test
  void everyTextComesBackAsItself() {
    for (String text : TEXTS) {
      assertComesBack(JsonNodeFactory.instance.objectNode().put("text", text));
      if (!text.isEmpty()) {
        assertComesBack(JsonNodeFactory.instance.objectNode().put(text, 1));
      }
    }
  }

  @Test
  void everyTreeComesBackAsItself() {
    for (long seed = 1; seed <= TREES; seed++) {
      var random = new Random(seed);
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      fill(tree, random, 0);
      assertComesBack(tree);
    }
  }

  /** Read by ours (YAML 1.1, as kubectl) and by another reader (Jackson's, YAML 1.2's booleans). */
  private static void assertComesBack(ObjectNode tree) {
    String text = YamlText.of(tree);
    Read read = Read.yaml(text);
    assertThat(read.broken).as(text).isEmpty();
    assertThat(read.objects).as(text).hasSize(1);
    assertThat(read.objects.getFirst().toString()).as(text).isEqualTo(tree.toString());
    try {
      assertThat(new YAMLMapper().readTree(text).toString()).as(text).isEqualTo(tree.toString());
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static void fill(ObjectNode object, Random random, int depth) {
    int fields = 1 + random.nextInt(4);
    for (int i = 0; i < fields; i++) {
      String key = random.nextInt(3) == 0 ? pick(random) : "field" + i;
      object.set(key, node(random, depth + 1));
    }
  }

  private static JsonNode node(Random random, int depth) {
    var nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 4 ? 5 : 8)) {
      case 0 -> nodes.numberNode(random.nextInt());
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextLong());
      case 3, 4 -> nodes.textNode(random.nextInt(4) == 0 ? noise(random) : pick(random));
      case 5 -> {
        var list = nodes.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(node(random, depth + 1));
        }
        yield list;
      }
      default -> {
        ObjectNode child = nodes.objectNode();
        if (random.nextInt(8) > 0) {
          fill(child, random, depth + 1);
        }
        yield child;
      }
    };
  }

  private static String pick(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static String noise(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(NOISE.charAt(random.nextInt(NOISE.length())));
    }
    return text.toString();
  }
}
