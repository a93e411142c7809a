package dev.isthmus.translate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.status.StatusValue;
import dev.isthmus.translate.support.Observed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers of objects' status, counted by hand in the labs' YAML. */
final class LabStatusTest {
  /** After each step, the fields of the objects of which it changed something. */
  private static final Map<String, SortedMap<String, SortedMap<String, StatusValue>>> TOLD =
      new LinkedHashMap<>();

  @BeforeAll
  static void runAllLabs() {
    SortedMap<ObjectId, ObjectNode> objects = new TreeMap<>(Labs.clusters());
    Translator translator = Translator.create();
    translator.apply(Observed.changes(objects));
    for (LabDefinition lab : Labs.all()) {
      for (LabDefinition.Step step : lab.steps()) {
        List<Edit> edits = Labs.edits(lab, step, objects);
        for (Edit edit : edits) {
          edit.after()
              .ifPresentOrElse(
                  after -> objects.put(edit.object(), after), () -> objects.remove(edit.object()));
        }
        Translation next = translator.apply(Observed.changes(edits));
        SortedMap<String, SortedMap<String, StatusValue>> told = new TreeMap<>();
        for (ObjectRef ref : next.retold()) {
          told.put(ref.toString(), next.fields(ref));
        }
        TOLD.put(lab.lab() + " " + step.name(), told);
      }
    }
  }

  private static SortedMap<String, StatusValue> told(String step, String object) {
    return Objects.requireNonNull(Objects.requireNonNull(TOLD.get(step), step).get(object), object);
  }

  private static StatusValue count(int number) {
    return new StatusValue.Count(number);
  }

  @Test
  void workspacesAndTheirSettingsKnowEachOther() {
    String workspace = "Workspace gloo-mesh/bookinfo (mgmt)";
    SortedMap<String, StatusValue> told = told("lab-07 settings", workspace);
    assertThat(told)
        .containsEntry("numSelectedClusters", count(2))
        .containsEntry("numSelectedNamespaces", count(4))
        .containsEntry("numImportedWorkspaces", count(1));
    assertThat(told.get("workspaceSettings"))
        .hasToString("Reference[object=WorkspaceSettings bookinfo-frontends/bookinfo (cluster1)]");
    assertThat(
            told("lab-07 settings", "WorkspaceSettings bookinfo-frontends/bookinfo (cluster1)")
                .get("workspace"))
        .hasToString("Reference[object=" + workspace + "]");
  }

  @Test
  void workspacesCountWhatTheyHaveAndShare() {
    // Bookinfo has 4 services in each of 2 clusters, and exports productpage and reviews.
    assertThat(told("lab-11 route", "Workspace gloo-mesh/bookinfo (mgmt)"))
        .containsEntry("destinationCounts.Service", count(8))
        .containsEntry("numResources.Service.exported", count(4))
        .containsEntry("numResources.Service.private", count(4))
        .containsEntry("numResources.RouteTable.exported", count(1))
        .containsEntry("numResources.RouteTable.private", count(1))
        .doesNotContainKey("numResources.RouteTable.imported")
        .doesNotContainKey("policyCounts.resilience");
    assertThat(told("lab-08 route", "Workspace gloo-mesh/gateways (mgmt)"))
        .containsEntry("numResources.RouteTable.imported", count(1))
        .containsEntry("numResources.Service.imported", count(4));
    assertThat(told("lab-09 timeout", "Workspace gloo-mesh/bookinfo (mgmt)"))
        .containsEntry("policyCounts.resilience", count(2));
  }

  @Test
  void settingsCountGatewaysAndServices() {
    assertThat(told("lab-06 workspace", "WorkspaceSettings gloo-mesh/global (mgmt)"))
        .containsEntry("numSelectedEastWestGateways", count(2));
    assertThat(told("lab-11 federate", "WorkspaceSettings bookinfo-frontends/bookinfo (cluster1)"))
        .containsEntry("numFederatedServices", count(2));
  }

  @Test
  void gatewaysAndTablesCountEachOther() {
    assertThat(told("lab-08 route", "VirtualGateway istio-gateways/north-south-gw (cluster1)"))
        .containsOnly(
            Map.entry("routeTablesCount", count(1)), Map.entry("selectedWorkloadsCount", count(1)));
    assertThat(told("lab-08 route", "RouteTable bookinfo-frontends/productpage (cluster1)"))
        .containsOnly(
            Map.entry("numAllowedVirtualGateways", count(1)),
            Map.entry("ownedByWorkspace", new StatusValue.Name("bookinfo")));
  }

  @Test
  void policiesCountRoutesAndRoutesPoliciesUntilTheyAreGone() {
    String policy = "FaultInjectionPolicy bookinfo-backends/ratings-fault-injection (cluster1)";
    String table = "RouteTable bookinfo-backends/ratings (cluster1)";
    assertThat(told("lab-09 route-ratings", policy)).containsEntry("numSelectedRoutes", count(1));
    assertThat(told("lab-09 route-ratings", table))
        .containsEntry("numAppliedRoutePolicies.FaultInjectionPolicy", count(1));
    assertThat(told("lab-09 delete-fault", table))
        .containsOnly(Map.entry("ownedByWorkspace", new StatusValue.Name("bookinfo")));
    assertThat(told("lab-09 delete-route-ratings", table)).isEmpty();
  }
}
