package dev.isthmus.translate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Yaml;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.support.GoldenText;
import dev.isthmus.translate.support.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After lab 11's second step: the objects that a real istiod was shown, with which its Envoys
 * carried the lab's traffic, each have one of ours of equal meaning. Names, labels and virtual
 * addresses carry no meaning to Istio; DestinationRules of one host, namespace and exportTo count
 * together, as Istio merges them. What ours has beyond is held by LabsTest, with its reasons.
 */
final class IstiodAgreesTest {
  private static Translation after;

  @BeforeAll
  static void applyUpToTheRoute() {
    SortedMap<ObjectId, ObjectNode> objects = new TreeMap<>(Labs.clusters());
    for (LabDefinition lab : Labs.all()) {
      for (LabDefinition.Step step : lab.steps()) {
        for (Edit edit : Labs.edits(lab, step, objects)) {
          edit.after()
              .ifPresentOrElse(
                  o -> objects.put(edit.object(), o), () -> objects.remove(edit.object()));
        }
        if (lab.lab().equals("lab-11") && step.name().equals("route")) {
          after = Observed.translate(objects);
          return;
        }
      }
    }
    throw new AssertionError("lab-11 has no step route");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster1", "cluster2"})
  void entriesAndRoutesMeanTheSame(String cluster) {
    for (String kind : List.of("ServiceEntry", "VirtualService")) {
      List<String> wanted = meanings(oracle(cluster), kind);
      assertThat(wanted).as("the oracle has %s in %s", kind, cluster).isNotEmpty();
      assertThat(meanings(ours(cluster), kind)).containsAll(wanted);
      if (cluster.equals("cluster2")) {
        return; // the oracle's cluster2 was asked as a destination only: it has no VirtualService
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster1", "cluster2"})
  void mergedRulesMeanTheSame(String cluster) {
    Map<String, ObjectNode> wanted = mergedRules(oracle(cluster));
    Map<String, ObjectNode> have = mergedRules(ours(cluster));
    assertThat(wanted).isNotEmpty();
    wanted.forEach((where, rule) -> assertThat(have.get(where)).as(where).isEqualTo(rule));
  }

  @ParameterizedTest
  @ValueSource(strings = "cluster2")
  void theGatewayLetsTheSameHostsIn(String cluster) {
    var visible = new TreeSet<String>();
    for (ObjectNode object : ours(cluster)) {
      JsonNode spec = object.path("spec");
      if (object.path("kind").asText().equals("ServiceEntry")
          && spec.path("exportTo").toString().contains("\"istio-gateways\"")) {
        spec.path("hosts").forEach(host -> visible.add(host.asText()));
      }
    }
    JsonNode wanted = only(oracle(cluster), "Gateway").path("spec");
    JsonNode server = wanted.path("servers").path(0);
    assertThat(server.path("hosts").toString()).isEqualTo("[\"*.global\"]");
    assertThat(visible).isNotEmpty().allMatch(host -> host.endsWith(".global"));

    JsonNode ours = only(ours(cluster), "Gateway");
    assertThat(ours.at("/metadata/namespace").asText()).isEqualTo("istio-gateways");
    assertThat(ours.at("/spec/servers")).hasSize(1);
    JsonNode our = ours.at("/spec/servers/0");
    var hosts = new TreeSet<String>();
    our.path("hosts").forEach(host -> hosts.add(host.asText()));
    assertThat(hosts).isEqualTo(visible);
    assertThat(our.path("tls")).isEqualTo(server.path("tls"));
    assertThat(our.at("/port/number")).isEqualTo(server.at("/port/number"));
    assertThat(our.at("/port/protocol")).isEqualTo(server.at("/port/protocol"));
    assertThat(selects(ours.at("/spec/selector"), cluster))
        .isNotEmpty()
        .isEqualTo(selects(wanted.path("selector"), cluster));
  }

  private static List<String> selects(JsonNode selector, String cluster) {
    var pods = new ArrayList<String>();
    Labs.clusters()
        .forEach((id, object) -> {
          if (id.cluster().equals(cluster)
              && id.kind().equals("Pod")
              && id.namespace().equals("istio-gateways")) {
            JsonNode labels = object.at("/metadata/labels");
            if (selector.properties().stream()
                .allMatch(e -> e.getValue().equals(labels.path(e.getKey())))) {
              pods.add(id.name());
            }
          }
        });
    return pods;
  }

  private static List<String> meanings(List<ObjectNode> objects, String kind) {
    var meanings = new ArrayList<String>();
    for (ObjectNode object : objects) {
      if (object.path("kind").asText().equals(kind)) {
        ObjectNode spec = object.path("spec").deepCopy();
        spec.remove("addresses");
        meanings.add(object.at("/metadata/namespace").asText() + " " + Yaml.write(sorted(spec)));
      }
    }
    return meanings;
  }

  /** By namespace, host and exportTo: what Istio makes of all rules together. */
  private static Map<String, ObjectNode> mergedRules(List<ObjectNode> objects) {
    var merged = new TreeMap<String, ObjectNode>();
    for (ObjectNode object : objects) {
      if (object.path("kind").asText().equals("DestinationRule")) {
        JsonNode spec = object.path("spec");
        String where =
            object.at("/metadata/namespace").asText()
                + " "
                + spec.path("host").asText()
                + " "
                + spec.path("exportTo");
        ObjectNode all =
            merged.computeIfAbsent(where, w -> Yaml.documents("{subsets: []}").getFirst());
        ((ArrayNode) all.path("subsets")).addAll((ArrayNode) spec.withArray("subsets"));
        if (spec.has("trafficPolicy")) {
          assertThat(all.has("trafficPolicy")).as("two traffic policies for %s", where).isFalse();
          all.set("trafficPolicy", spec.path("trafficPolicy"));
        }
      }
    }
    return merged;
  }

  private static ObjectNode only(List<ObjectNode> objects, String kind) {
    List<ObjectNode> found =
        objects.stream().filter(o -> o.path("kind").asText().equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var fields = new TreeMap<String, JsonNode>();
      object.properties().forEach(e -> fields.put(e.getKey(), sorted(e.getValue())));
      ObjectNode copy = object.objectNode();
      fields.forEach(copy::set);
      return copy;
    }
    return node;
  }

  private static List<ObjectNode> oracle(String cluster) {
    return Yaml.read(
        GoldenText.resources("oracle").resolve("lab-11").resolve(cluster).resolve("istio.yaml"));
  }

  private static List<ObjectNode> ours(String cluster) {
    return after.outputs(cluster).values().stream().map(OutputJson::write).toList();
  }
}
