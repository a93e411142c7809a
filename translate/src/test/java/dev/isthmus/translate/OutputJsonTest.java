package dev.isthmus.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutputJsonTest {

  private static final Output PLAIN = output(Labels.EMPTY);
  private static final Output ANNOTATED =
      output(Labels.copyOf(new TreeMap<>(Map.of("b", "2", "a", "1"))));

  @Test
  void theWaysOfWritingGiveTheSameText() throws IOException {
    for (Output output : List.of(PLAIN, ANNOTATED)) {
      String tree = IstioJson.MAPPER.writeValueAsString(OutputJson.write(output));
      assertThat(written(output)).isEqualTo(tree);
      assertThat(OutputJson.bytes(output)).asString().isEqualTo(tree);
    }
  }

  @Test
  void annotationsAreWrittenWhereThereAreAny() {
    assertThat(OutputJson.write(ANNOTATED).at("/metadata/annotations"))
        .hasToString("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(OutputJson.write(PLAIN).at("/metadata").has("annotations")).isFalse();
  }

  @Test
  void labelsNameThePlaceAndTheParentInAlphabeticalOrder() {
    assertThat(OutputJson.labels(PLAIN))
        .containsExactly(
            Map.entry("agent.gloo.solo.io", "gloo-mesh"),
            Map.entry("cluster.multicluster.solo.io", ""),
            Map.entry("context.mesh.gloo.solo.io/cluster", "cluster1"),
            Map.entry("context.mesh.gloo.solo.io/namespace", "web"),
            Map.entry("gloo.solo.io/parent_cluster", "mgmt"),
            Map.entry("gloo.solo.io/parent_group", "networking.gloo.solo.io"),
            Map.entry("gloo.solo.io/parent_kind", "RouteTable"),
            Map.entry("gloo.solo.io/parent_name", "routes"),
            Map.entry("gloo.solo.io/parent_namespace", "teams"),
            Map.entry("gloo.solo.io/parent_version", "v2"),
            Map.entry("owner.gloo.solo.io/name", "gloo-mesh"),
            Map.entry("reconciler.mesh.gloo.solo.io/name", "translator"),
            Map.entry("relay.solo.io/cluster", "cluster1"));
    assertThat(OutputJson.write(PLAIN).at("/metadata/labels").properties())
        .extracting(Map.Entry::getKey)
        .isSorted();
  }

  private static String written(Output output) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = IstioJson.MAPPER.createGenerator(text)) {
      OutputJson.write(output, generator);
    }
    return text.toString();
  }

  private static Output output(Labels annotations) {
    return new Output(
        new OutputKey("cluster1", "web", IstioKind.DESTINATION_RULE, "rule"),
        new ObjectRef(ObjectKind.ROUTE_TABLE, new ObjectKey("mgmt", "teams", "routes")),
        new DestinationRule(List.of("."), "host", List.of(), null, null),
        annotations,
        new Provenance(Rule.SUBSET_RULE, List.of()));
  }
}
