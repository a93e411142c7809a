package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.server.TwoClusters;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.Yaml;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two clusters of real size: {@code web} has 100,000 pods in the first, {@code crowd} has in the
 * second as many accounts as one DestinationRule does not hold.
 */
final class RealSizes {
  static final int PODS = 100_000;

  /** Each has pods of its own class, and a name as long as it may be. */
  static final int ACCOUNTS = 6_000;

  /** The accounts of {@code web}, and of {@code crowd} at first. */
  static final int FEW = 4;

  private static final String SETTINGS =
      """
      {apiVersion: admin.gloo.solo.io/v2, kind: WorkspaceSettings, metadata: {name: shop, namespace: shop}, spec: {options: {federation: {enabled: true, serviceSelector: [{labels: {federated: "yes"}}]}}}}
      """;

  private static final String SERVICE =
      """
      {apiVersion: v1, kind: Service, metadata: {name: NAME, namespace: shop, labels: {federated: "yes"}}, spec: {selector: SELECTOR, ports: [{name: http, port: 9080, targetPort: 8080}]}}
      """;

  private static final String TABLE =
      """
      {apiVersion: networking.gloo.solo.io/v2, kind: RouteTable, metadata: {name: web, namespace: shop}, spec: {hosts: [web.shop.svc.cluster.local], workloadSelectors: [{selector: {labels: {example.com/may-call: "yes"}}}], http: []}}
      """;

  private static final String ROUTE =
      """
      {name: NAME, matchers: [{uri: {prefix: PREFIX}}], forwardTo: {destinations: [{ref: {name: web, namespace: shop, cluster: cluster1}, port: {number: 9080}}]}}
      """;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RealSizes() {}

  /** All but the pods. */
  static Scenario scenario() {
    SortedMap<ObjectId, ObjectNode> objects = new TreeMap<>();
    String each = TwoClusters.each("shop");
    add(objects, "mgmt", TwoClusters.management("shop"));
    add(objects, "cluster1", each + "---\n" + SETTINGS + "---\n" + service("web", "{app: web}"));
    add(objects, "cluster2", each);
    List<Edit> first = List.of(crowd(false), routes(10));
    first.forEach(edit -> objects.put(edit.object(), edit.after().orElseThrow()));
    return new Scenario(1, objects, List.of());
  }

  private static void add(SortedMap<ObjectId, ObjectNode> objects, String cluster, String yaml) {
    Yaml.documents(yaml).forEach(object -> objects.put(ObjectId.of(cluster, object), object));
  }

  private static String service(String name, String selector) {
    return SERVICE.replace("NAME", name).replace("SELECTOR", selector);
  }

  private static Edit put(String cluster, ObjectNode object) {
    return Edit.put(ObjectId.of(cluster, object), object);
  }

  /** The service selects all its pods, or those of a few accounts only. */
  static Edit crowd(boolean whole) {
    String selector = whole ? "{app: crowd}" : "{app: crowd, few: \"yes\"}";
    return put("cluster2", Yaml.documents(service("crowd", selector)).getFirst());
  }

  /** A RouteTable of so many routes, each of about 370 characters. */
  static Edit routes(int count) {
    ObjectNode table = Yaml.documents(TABLE).getFirst();
    ArrayNode routes = table.withObject("/spec").putArray("http");
    ObjectNode route = Yaml.documents(ROUTE).getFirst();
    for (int i = 0; i < count; i++) {
      ObjectNode one = route.deepCopy().put("name", "r" + i);
      String path = "/%05d%s".formatted(i, "x".repeat(200));
      one.withObject("/matchers/0/uri").put("prefix", path);
      routes.add(one);
    }
    return put("cluster1", table);
  }

  /** Puts the pods into their clusters. */
  static void fill(Simulation simulation) {
    for (int i = 0; i < PODS; i++) {
      putWeb(simulation.cluster("cluster1"), "first", i);
    }
    String label = "v".repeat(60);
    for (int i = 0; i < ACCOUNTS; i++) {
      ObjectNode labels = NODES.objectNode().put("app", "crowd");
      if (i < FEW) {
        labels.put("few", "yes");
      }
      for (int l = 0; l < 6; l++) {
        labels.put("example.com/label-" + l, label);
      }
      put(simulation.cluster("cluster2"), "crowd-" + i, labels, "x".repeat(240) + i);
    }
  }

  /** Some of the first pods of {@code web} give way to their like, of another template. */
  static void replace(Simulation simulation, int from, int to) {
    SimCluster cluster = simulation.cluster("cluster1");
    for (int i = from; i < to; i++) {
      putWeb(cluster, "second", i);
      cluster.delete(pod(cluster, "web-first-" + i));
    }
  }

  private static void putWeb(SimCluster cluster, String template, int i) {
    ObjectNode labels = NODES.objectNode().put("app", "web").put("pod-template-hash", template);
    put(cluster, "web-" + template + "-" + i, labels, "web-" + i % FEW);
  }

  private static ObjectRef pod(SimCluster cluster, String name) {
    return new ObjectRef(ObjectKind.POD, new ObjectKey(cluster.name, "shop", name));
  }

  private static void put(SimCluster cluster, String name, ObjectNode labels, String account) {
    ObjectNode pod = NODES.objectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", name).put("namespace", "shop").set("labels", labels);
    ObjectNode spec = pod.putObject("spec").put("serviceAccountName", account);
    spec.putArray("containers").addObject().put("name", "all");
    pod.putObject("status").put("phase", "Running");
    cluster.put(pod(cluster, name), pod);
  }
}
