package dev.isthmus.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Yaml;
import dev.isthmus.translate.Output;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is generated for an object keeps its names, whoever comes and goes beside it. */
final class NamesTest {
  private static final String PLAIN = "routetable-t-y-x-mgmt-shop";

  /** Both are called {@code t-y-x} when name and namespace are joined. */
  private static final ObjectNode OLDER = table("t", "y-x", 2022);

  private static final ObjectNode YOUNGER = table("t-y", "x", 2023);

  @Test
  void theSecondNameStaysWhenTheFirstObjectGoes() {
    LedgerWorld world = new LedgerWorld(objects(OLDER, YOUNGER));
    assertThat(names(world, OLDER)).containsOnly(PLAIN);
    List<String> second = names(world, YOUNGER);
    assertThat(second).isNotEmpty().doesNotContain(PLAIN);
    world.remove(id(OLDER));
    assertThat(names(world, YOUNGER)).isEqualTo(second);
    world.mustBeAsFromScratch();
    world.pass(Duration.ofDays(400));
    assertThat(names(world, YOUNGER)).as("as long as it lives").isEqualTo(second);
    world.restart();
    assertThat(names(world, YOUNGER)).isEqualTo(second);
    world.put(id(OLDER), OLDER);
    assertThat(names(world, OLDER)).containsOnly(PLAIN);
    assertThat(names(world, YOUNGER)).isEqualTo(second);
  }

  @Test
  void anOlderObjectThatComesLaterTakesNoName() {
    LedgerWorld world = new LedgerWorld(objects(YOUNGER));
    world.put(id(OLDER), OLDER);
    assertThat(names(world, YOUNGER)).containsOnly(PLAIN);
    assertThat(names(world, OLDER)).isNotEmpty().doesNotContain(PLAIN);
    assertThat(world.translator.current().findings())
        .anySatisfy(finding -> assertThat(finding.what()).contains("another object's, or were"));
    world.mustBeAsFromScratch();
    world.restart();
    assertThat(names(world, YOUNGER)).containsOnly(PLAIN);
    world.remove(id(YOUNGER));
    world.put(id(YOUNGER), YOUNGER);
    assertThat(names(world, YOUNGER)).containsOnly(PLAIN);
  }

  @Test
  void aNameIsKept30Days() {
    LedgerWorld world = new LedgerWorld(objects(OLDER, YOUNGER));
    List<String> second = names(world, YOUNGER);
    world.remove(id(OLDER));
    world.remove(id(YOUNGER));
    world.pass(Duration.ofDays(29));
    world.put(id(YOUNGER), YOUNGER);
    assertThat(names(world, YOUNGER)).isEqualTo(second);
    world.remove(id(YOUNGER));
    world.pass(Duration.ofDays(30));
    assertThat(world.translator.record(world.now()).names()).isEmpty();
    world.put(id(YOUNGER), YOUNGER);
    assertThat(names(world, YOUNGER)).containsOnly(PLAIN);
  }

  private static List<String> names(LedgerWorld world, ObjectNode table) {
    ObjectId id = id(table);
    return world.translator.current().outputs().values().stream()
        .filter(output -> isOf(output, id))
        .map(output -> output.key().name())
        .distinct()
        .toList();
  }

  private static boolean isOf(Output output, ObjectId table) {
    return output.parent().key().name().equals(table.name())
        && output.parent().key().namespace().equals(table.namespace());
  }

  private static ObjectId id(ObjectNode object) {
    return ObjectId.of("mgmt", object);
  }

  private static SortedMap<ObjectId, ObjectNode> objects(ObjectNode... tables) {
    SortedMap<ObjectId, ObjectNode> objects = new TreeMap<>();
    Yaml.documents(WORLD).forEach(object -> objects.put(id(object), object));
    List.of(tables).forEach(table -> objects.put(id(table), table));
    return objects;
  }

  private static ObjectNode table(String name, String namespace, int year) {
    return Yaml.documents(
            """
            {apiVersion: networking.gloo.solo.io/v2, kind: RouteTable, metadata: {name: NAME, namespace: SPACE, creationTimestamp: "YEAR-01-01T00:00:00Z"}, spec: {hosts: [NAME.example.com], http: [{forwardTo: {destinations: [{ref: {name: web, namespace: x}, port: {number: 80}}]}}]}}
            """
                .replace("NAME", name)
                .replace("SPACE", namespace)
                .replace("YEAR", Integer.toString(year)))
        .getFirst();
  }

  private static final String WORLD =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: gloo-mesh}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: x}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: y-x}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: KubernetesCluster, metadata: {name: mgmt, namespace: gloo-mesh}, spec: {clusterDomain: cluster.local}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: Workspace, metadata: {name: shop, namespace: gloo-mesh}, spec: {workloadClusters: [{name: mgmt, namespaces: [{name: x}, {name: y-x}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web, namespace: x}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: x, labels: {app: web}}, spec: {serviceAccountName: web, containers: [{name: all}]}, status: {phase: Running}}
      """;
}
