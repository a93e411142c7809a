package dev.isthmus.translate.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.finding.Environment;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that hold for a workspace: its oldest ones, and the options of {@code global}. */
class SettingsTest {

  private static final String SECOND_SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: front, labels: {app: web}}
      spec: {selector: {app: web}, ports: [{name: http, port: 80}, {name: admin, port: 81}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: front}
      spec: {replicas: 1, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{enabled: true} | | api.back.svc.cluster1.global:80 web.front.svc.cluster1.global:80,81",
        "| {enabled: true} | api.back.svc.cluster1.global:80 web.front.svc.cluster1.global:80,81",
        "{enabled: false, hostSuffix: own} | {enabled: true} | api.back.svc.cluster1.own:80 web.front.svc.cluster1.own:80,81",
        "{enabled: true, hostSuffix: own} | {hostSuffix: all} | api.back.svc.cluster1.all:80 web.front.svc.cluster1.all:80,81",
        "{enabled: true, serviceSelector: [{name: api}]} | {enabled: false} | api.back.svc.cluster1.global:80",
        "{enabled: true, serviceSelector: [{name: api}]} | {serviceSelector: [{name: web}]} | web.front.svc.cluster1.global:80,81",
        "{enabled: true, ports: [{number: 80}]} | {enabled: false} | api.back.svc.cluster1.global:80 web.front.svc.cluster1.global:80",
        "{enabled: true, ports: [{number: 80}]} | {ports: [{number: 81}]} | web.front.svc.cluster1.global:81",
        "{enabled: false} | {enabled: false} |",
        "{hostSuffix: own} | |"
      })
  void federationOfAllComesOverThatOfTheWorkspace(String own, String all, String hosts) {
    Environment environment = Environment.twoClusters().add("cluster1", SECOND_SERVICE);
    if (own != null) {
      environment.add("cluster1", settings("shop", "front", "2024-01-01", own));
    }
    if (all != null) {
      environment.add("mgmt", settings("global", "gloo-mesh", "2024-01-01", all));
    }
    assertThat(String.join(" ", hosts(environment))).isEqualTo(hosts == null ? "" : hosts);
  }

  @ParameterizedTest
  @CsvSource({"2024-01-01, 2024-01-02, a, b", "2024-01-02, 2024-01-01, b, a"})
  void theOldestOfAWorkspaceCount(String ageOfA, String ageOfB, String counts, String loses) {
    Environment environment =
        Environment.twoClusters()
            .add("cluster1", settings("a", "front", ageOfA, "{enabled: true, hostSuffix: a}"))
            .add("cluster1", settings("b", "front", ageOfB, "{enabled: true, hostSuffix: b}"));
    assertThat(hosts(environment)).containsExactly("api.back.svc.cluster1." + counts + ":80");
    assertThat(environment.findings(Reason.SECOND_SETTINGS))
        .singleElement()
        .extracting(finding -> finding.object().key().name())
        .isEqualTo(loses);
  }

  @Test
  void copiesInSeveralClustersAreOne() {
    Environment environment =
        Environment.twoClusters()
            .add("cluster1", settings("shop", "front", "2024-01-02", "{enabled: true}"))
            .add("cluster2", settings("shop", "front", "2024-01-01", "{enabled: true}"));
    assertThat(hosts(environment)).hasSize(1);
    assertThat(environment.translate().findings())
        .extracting(Finding::reason)
        .doesNotContain(Reason.SECOND_SETTINGS, Reason.DIFFERENT_COPIES);
  }

  /** The younger copy is the one that differs; both count, so one of them is a second one. */
  @Test
  void copiesThatDifferAreTold() {
    Environment environment =
        Environment.twoClusters()
            .add("cluster1", settings("shop", "front", "2024-01-02", "{enabled: true}"))
            .add("cluster2", settings("shop", "front", "2024-01-01", "{enabled: false}"));
    assertThat(hosts(environment)).isEmpty();
    assertThat(environment.findings(Reason.DIFFERENT_COPIES))
        .singleElement()
        .extracting(finding -> finding.object().key().cluster())
        .isEqualTo("cluster1");
  }

  private static String settings(String name, String namespace, String date, String federation) {
    return """
    apiVersion: admin.gloo.solo.io/v2
    kind: WorkspaceSettings
    metadata: {name: %s, namespace: %s, creationTimestamp: "%sT00:00:00Z"}
    spec: {options: {federation: %s}}
    """
        .formatted(name, namespace, date, federation);
  }

  /** The federated hosts of cluster1's services, with their ports. */
  private static SortedSet<String> hosts(Environment environment) {
    SortedSet<String> hosts = new TreeSet<>();
    for (Output output : environment.translate().outputs("cluster1").values()) {
      if (output.spec() instanceof ServiceEntry entry && entry.workloadSelector() != null) {
        String ports =
            String.join(",", entry.ports().stream().map(port -> "" + port.number()).toList());
        hosts.add(entry.hosts().getFirst() + ":" + ports);
      }
    }
    return hosts;
  }
}
