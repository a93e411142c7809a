package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.read.CustomResourceDefinitions;
import dev.isthmus.delivery.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The agent's rights are what it needs, and no more. */
final class AgentManifestsTest {
  private static final List<ObjectNode> OBJECTS = new AgentManifests("mesh", "image").objects();

  private static ObjectNode object(String kind) {
    return OBJECTS.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** Each right as {@code verb resource.group}. */
  private static Set<String> rights(String kind) {
    Set<String> rights = new TreeSet<>();
    for (JsonNode rule : object(kind).path("rules")) {
      for (String group : texts(rule.path("apiGroups"))) {
        for (String resource : texts(rule.path("resources"))) {
          texts(rule.path("verbs"))
              .forEach(verb -> rights.add(verb + " " + resource + "." + group));
        }
      }
    }
    return rights;
  }

  private static String resource(ObjectKind kind) {
    String plural =
        switch (kind.kind()) {
          case "ServiceEntry" -> "serviceentries";
          default ->
              CustomResourceDefinitions.all().stream()
                  .filter(each -> each.at("/spec/names/kind").asText().equals(kind.kind()))
                  .filter(each -> each.at("/spec/group").asText().equals(kind.group()))
                  .map(each -> each.at("/spec/names/plural").asText())
                  .findFirst()
                  .orElse(kind.kind().toLowerCase(Locale.ROOT) + "s");
        };
    return plural + "." + kind.group();
  }

  @Test
  void itMayReadWhatAgentsObserveAndWriteWhatIsGeneratedAndNothingElse() {
    Set<String> needed = new TreeSet<>();
    needed.add("create events.");
    List<ObjectKind> observed = new ArrayList<>(ObservedKinds.ALL);
    observed.addAll(ObservedKinds.UNTRANSLATED);
    for (ObjectKind kind : observed) {
      List.of("get", "list", "watch").forEach(verb -> needed.add(verb + " " + resource(kind)));
      if (ObservedKinds.GENERATED.contains(kind)) {
        List.of("create", "update", "delete")
            .forEach(verb -> needed.add(verb + " " + resource(kind)));
      }
      if (kind.group().endsWith(".gloo.solo.io")) {
        needed.add("patch " + resource(kind).replaceFirst("\\.", "/status."));
      }
    }
    assertThat(rights("ClusterRole")).isEqualTo(needed);
  }

  @Test
  void inItsNamespaceItMayOnlyKeepItsOwn() {
    List<String> unnamed = new ArrayList<>();
    for (JsonNode rule : object("Role").path("rules")) {
      if (rule.path("resourceNames").isEmpty()) {
        unnamed.addAll(texts(rule.path("verbs")));
      }
    }
    assertThat(unnamed).containsExactly("create");
    assertThat(rights("Role"))
        .containsExactlyInAnyOrder(
            "create configmaps.",
            "create secrets.",
            "get configmaps.",
            "get secrets.",
            "update configmaps.",
            "update secrets.");
  }

  @Test
  void thePolicyIsAboutTheAgentsAccountAndTheProofThatIsMade() {
    ObjectNode policy = object("ValidatingAdmissionPolicy");
    assertThat(policy.at("/spec/matchConditions/0/expression").asText())
        .isEqualTo("request.userInfo.username == 'system:serviceaccount:mesh:isthmus-agent'");
    assertThat(policy.toString()).contains("'" + Ownership.ANNOTATION + "'");
    assertThat(policy.at("/spec/failurePolicy").asText()).isEqualTo("Fail");
    for (ObjectKind kind : ObservedKinds.GENERATED) {
      assertThat(policy.toString()).contains("'" + resource(kind).split("\\.")[0] + "'");
    }
  }

  @Test
  void nothingIsLeftToFillIn() {
    assertThat(OBJECTS.toString()).doesNotContain("${");
  }
}
