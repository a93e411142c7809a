package dev.isthmus.translate.precedent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Yaml;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.support.Observed;
import dev.isthmus.translate.support.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A namespace or a host is of whom the precedent names, there or not; without one, age decides. */
final class PrecedentsTest {
  private static final Instant UNTIL = Instant.parse("2026-01-01T00:10:00Z");
  private static final NamespaceId SHARED = new NamespaceId("c1", "shared");
  private static final Title NAMESPACE = Title.ofNamespace("c1", "shared");
  private static final Title GATEWAY =
      Title.onGateway(new ObjectKey("c1", "gates", "ingress"), "Shop.Example.com");
  private static final Title SIDECARS = Title.onSidecars("b", "web.a.svc.cluster.local", "c1", "b");
  private final Translator translator = Translator.create();

  @Test
  void aNamespaceIsKeptForAWorkspaceThatIsGone() {
    start();
    assertThat(current().workspace(SHARED)).isEqualTo("a");
    Translation gone = apply(gone("Workspace", "gloo-mesh", "a"));
    assertThat(gone.workspace(SHARED)).isEqualTo("b");
    assertThat(gone.lost()).contains(new Lost(NAMESPACE, "a", ""));
    precede(NAMESPACE, "a");
    assertThat(current().workspace(SHARED)).isEmpty();
    assertThat(current().restanding()).as("the holder is not there").isEmpty();
    assertThat(only(Reason.NAMESPACE_CLAIMED_TWICE).what())
        .contains("was held by workspace a", UNTIL.toString());
    apply(workspace("a", "2030"));
    assertThat(current().workspace(SHARED)).isEqualTo("a");
    assertThat(current().restanding()).isEqualTo(standing(NAMESPACE, Standing.DECIDES));
    assertThat(only(Reason.NAMESPACE_CLAIMED_TWICE).what()).contains("a, which held it first");
    apply(gone("Workspace", "gloo-mesh", "b"));
    assertThat(current().restanding()).isEqualTo(standing(NAMESPACE, Standing.IDLE));
    mustBeAsFromScratch(NAMESPACE, "a");
  }

  @Test
  void anOlderWorkspaceThatComesLaterTakesNothing() {
    start();
    precede(NAMESPACE, "b");
    assertThat(current().workspace(SHARED)).isEqualTo("b");
    assertThat(current().restanding()).isEqualTo(standing(NAMESPACE, Standing.DECIDES));
    forget(NAMESPACE);
    assertThat(current().workspace(SHARED)).isEqualTo("a");
    assertThat(current().restanding()).isEqualTo(Map.of(NAMESPACE, Optional.empty()));
  }

  @Test
  void aHostOfAGatewayIsKept() {
    start();
    apply(table("shop", "a", "2024", GATEWAY_TABLE), table("shop", "b", "2025", GATEWAY_TABLE));
    assertThat(routes("gates")).containsExactly("routetable-shop-a-c1-gates");
    Translation gone = apply(gone("RouteTable", "a", "shop"));
    assertThat(gone.lost()).containsExactly(new Lost(GATEWAY, "a", "c1"));
    assertThat(routes("gates")).containsExactly("routetable-shop-b-c1-gates");
    precede(GATEWAY, "a");
    assertThat(routes("gates")).isEmpty();
    assertThat(only(Reason.ROUTE_TABLE_CONFLICT).message())
        .contains("was routed by a RouteTable of another workspace", UNTIL.toString())
        .doesNotContain("workspace a", "a/shop");
    apply(table("shop", "a", "2030", GATEWAY_TABLE));
    assertThat(routes("gates")).containsExactly("routetable-shop-a-c1-gates");
    assertThat(current().restanding()).isEqualTo(standing(GATEWAY, Standing.DECIDES));
    assertThat(only(Reason.ROUTE_TABLE_CONFLICT).message())
        .contains("another workspace, which held it first")
        .doesNotContain("a/shop");
    mustBeAsFromScratch(GATEWAY, "a");
    apply(table("shop", "b", "2031", GATEWAY_TABLE));
    assertThat(current().restanding()).isEqualTo(standing(GATEWAY, Standing.IDLE));
  }

  @Test
  void aWildcardThatWasHeldKeepsTheHostsUnderIt() {
    start();
    apply(table("shop", "b", "2025", GATEWAY_TABLE));
    Title wildcard = Title.onGateway(new ObjectKey("c1", "gates", "ingress"), "*.example.com");
    precede(wildcard, "a");
    assertThat(routes("gates")).isEmpty();
    forget(wildcard);
    assertThat(routes("gates")).containsExactly("routetable-shop-b-c1-gates");
  }

  @Test
  void aHostOnSidecarsIsKept() {
    start();
    apply(table("web", "a", "2024", SIDECAR_TABLE), table("web", "b", "2025", SIDECAR_TABLE));
    assertThat(routes("b")).containsExactly("routetable-web-a-c1-b");
    Translation gone = apply(gone("RouteTable", "a", "web"));
    assertThat(gone.lost()).contains(new Lost(SIDECARS, "a", "c1"));
    assertThat(routes("b")).containsExactly("routetable-web-b-c1-b");
    precede(SIDECARS, "a");
    assertThat(routes("b")).isEmpty();
    assertThat(only(Reason.ROUTE_TABLE_CONFLICT).message())
        .contains("was routed by a RouteTable of another workspace", UNTIL.toString());
    apply(table("web", "a", "2030", SIDECAR_TABLE));
    assertThat(routes("b")).containsExactly("routetable-web-a-c1-b");
    assertThat(current().restanding()).isEqualTo(standing(SIDECARS, Standing.DECIDES));
    mustBeAsFromScratch(SIDECARS, "a");
  }

  @Test
  void withinAWorkspaceTheOlderTableHoldsTheHost() {
    start();
    apply(table("young", "a", "2025", SIDECAR_TABLE), table("old", "a", "2024", SIDECAR_TABLE));
    precede(Title.onSidecars("a", "web.a.svc.cluster.local", "c1", "a"), "a");
    assertThat(routes("a")).containsExactly("routetable-old-a-c1-a");
    assertThat(only(Reason.ROUTE_TABLE_CONFLICT).message()).contains("a/old");
  }

  private final List<Change> all = new ArrayList<>();

  private void start() {
    Translation first = apply(changes(WORLD).toArray(Change[]::new));
    assertThat(first.lost()).isEmpty();
  }

  private Translation apply(Change... changes) {
    all.addAll(Arrays.asList(changes));
    return translator.apply(List.of(changes));
  }

  private Translation current() {
    return translator.current();
  }

  private void precede(Title title, String workspace) {
    translator.apply(
        List.of(), List.of(new PrecedentChange.OfTitle(title, new Precedent(workspace, UNTIL))));
  }

  private void forget(Title title) {
    translator.apply(List.of(), List.of(new PrecedentChange.OfTitle(title, null)));
  }

  private void mustBeAsFromScratch(Title title, String workspace) {
    Translation fresh =
        Translator.create()
            .apply(
                all, List.of(new PrecedentChange.OfTitle(title, new Precedent(workspace, UNTIL))));
    State.of(current()).mustEqual(State.of(fresh), "incremental (one) and from scratch (other)");
  }

  private List<String> routes(String namespace) {
    return current().outputs().keySet().stream()
        .filter(key -> key.kind() == IstioKind.VIRTUAL_SERVICE && key.namespace().equals(namespace))
        .map(OutputKey::name)
        .toList();
  }

  private Finding only(Reason reason) {
    List<Finding> found =
        current().findings().stream().filter(f -> f.reason() == reason).distinct().toList();
    assertThat(found).as(reason.title()).hasSize(1);
    return found.getFirst();
  }

  private static Map<Title, Optional<Standing>> standing(Title title, Standing standing) {
    return Map.of(title, Optional.of(standing));
  }

  private static List<Change> changes(String yaml) {
    return Yaml.documents(yaml).stream()
        .map(json -> Observed.change(Edit.put(ObjectId.of("c1", json), json)))
        .toList();
  }

  private static Change workspace(String name, String year) {
    return changes(WORKSPACE.replace("NAME", name).replace("YEAR", year)).getFirst();
  }

  private static Change table(String name, String namespace, String year, String yaml) {
    String text = yaml.replace("NAME", name).replace("SPACE", namespace).replace("YEAR", year);
    return changes(text).getFirst();
  }

  private static Change gone(String kind, String namespace, String name) {
    String group = kind.equals("Workspace") ? "admin" : "networking";
    return Change.gone(
        new ObjectRef(
            ObjectKind.of(group + ".gloo.solo.io/v2", kind), new ObjectKey("c1", namespace, name)));
  }

  private static final String WORKSPACE =
      """
      {apiVersion: admin.gloo.solo.io/v2, kind: Workspace, metadata: {name: NAME, namespace: gloo-mesh, creationTimestamp: "YEAR-01-01T00:00:00Z"}, spec: {workloadClusters: [{name: c1, namespaces: [{name: NAME}, {name: shared}]}]}}
      """;

  private static final String GATEWAY_TABLE =
      """
      {apiVersion: networking.gloo.solo.io/v2, kind: RouteTable, metadata: {name: NAME, namespace: SPACE, creationTimestamp: "YEAR-01-01T00:00:00Z"}, spec: {hosts: [shop.example.com], virtualGateways: [{name: gate, namespace: gates, cluster: c1}], http: [{forwardTo: {destinations: [{ref: {name: web, namespace: SPACE}, port: {number: 80}}]}}]}}
      """;

  private static final String SIDECAR_TABLE =
      """
      {apiVersion: networking.gloo.solo.io/v2, kind: RouteTable, metadata: {name: NAME, namespace: SPACE, creationTimestamp: "YEAR-01-01T00:00:00Z"}, spec: {hosts: [web.a.svc.cluster.local], http: [{forwardTo: {destinations: [{ref: {name: web, namespace: SPACE}, port: {number: 80}}]}}]}}
      """;

  private static final String WORLD =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: gloo-mesh}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: a}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: b}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: gates}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: shared}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: KubernetesCluster, metadata: {name: c1, namespace: gloo-mesh}, spec: {clusterDomain: cluster.local}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: Workspace, metadata: {name: gates, namespace: gloo-mesh, creationTimestamp: "2021-01-01T00:00:00Z"}, spec: {workloadClusters: [{name: c1, namespaces: [{name: gates}]}]}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: WorkspaceSettings, metadata: {name: gates, namespace: gates}, spec: {importFrom: [{workspaces: [{name: a}, {name: b}]}], exportTo: [{workspaces: [{name: a}, {name: b}]}]}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: WorkspaceSettings, metadata: {name: a, namespace: a}, spec: {importFrom: [{workspaces: [{name: gates}]}], exportTo: [{workspaces: [{name: gates}, {name: b}]}]}}
      ---
      {apiVersion: admin.gloo.solo.io/v2, kind: WorkspaceSettings, metadata: {name: b, namespace: b}, spec: {importFrom: [{workspaces: [{name: gates}, {name: a}]}], exportTo: [{workspaces: [{name: gates}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web, namespace: a}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: a, labels: {app: web}}, spec: {serviceAccountName: web, containers: [{name: all}]}, status: {phase: Running}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web, namespace: b}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: b, labels: {app: web}}, spec: {serviceAccountName: web, containers: [{name: all}]}, status: {phase: Running}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: ingress, namespace: gates, labels: {istio: ingress}}, spec: {selector: {istio: ingress}, ports: [{name: http, port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: ingress, namespace: gates, labels: {istio: ingress}}, spec: {serviceAccountName: ingress, containers: [{name: all}]}, status: {phase: Running}}
      ---
      {apiVersion: networking.gloo.solo.io/v2, kind: VirtualGateway, metadata: {name: gate, namespace: gates}, spec: {workloads: [{selector: {labels: {istio: ingress}, cluster: c1}}], listeners: [{http: {}, port: {number: 80}}]}}
      ---
      """
          + WORKSPACE.replace("NAME", "a").replace("YEAR", "2022")
          + "---\n"
          + WORKSPACE.replace("NAME", "b").replace("YEAR", "2023");
}
