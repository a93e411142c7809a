package dev.isthmus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.WorkloadEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form between: everything works in it that worked before or will work afterwards. */
class WideningTest {
  private static ServiceEntry entry(String before, String after) {
    return union("ServiceEntry", before, after, ServiceEntry.class);
  }

  private static DestinationRule rule(String before, String after) {
    return union("DestinationRule", before, after, DestinationRule.class);
  }

  private static <S extends IstioSpec> S union(
      String kind, String before, String after, Class<S> type) {
    State old = State.empty().with("c1", "front", kind, "x", before);
    State now = State.empty().with("c1", "front", kind, "x", after);
    List<Step> steps = old.to(now);
    assertThat(State.applied(old, steps)).isEqualTo(now.objects());
    return State.between(old, steps, type);
  }

  @Test
  void anEntryKeepsAddressesPortsHostsAndEndpoints() {
    ServiceEntry union =
        entry(
            "{hosts: [a], addresses: [240.0.0.1], ports: [{number: 80, name: http-80}], endpoints: [{address: 1.1.1.1}]}",
            "{hosts: [b], addresses: [240.0.0.2], ports: [{number: 90, name: http-90}], endpoints: [{address: 2.2.2.2}]}");
    assertThat(union.hosts()).containsExactly("b", "a");
    assertThat(union.addresses()).containsExactly("240.0.0.2", "240.0.0.1");
    assertThat(union.ports()).extracting(port -> port.number()).containsExactly(90, 80);
    assertThat(union.endpoints())
        .extracting(WorkloadEntry::address)
        .containsExactly("2.2.2.2", "1.1.1.1");
  }

  @Test
  void anEndpointStandsInForOneOfFewerLabelsAtTheSamePlace() {
    ServiceEntry union =
        entry(
            "{endpoints: [{address: 1.1.1.1, labels: {app: a}}, {address: 1.1.1.1, labels: {app: a, version: v2}}], hosts: [a]}",
            "{endpoints: [{address: 1.1.1.1, labels: {app: a, version: v3}}], hosts: [a]}");
    assertThat(union.endpoints())
        .extracting(endpoint -> endpoint.labels().get("version"))
        .containsExactly("v3", "v2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a, b] | [b, c] | [a, b, c]",
        "['.']  | [a]    | ['.', a]",
        "[]     | ['.']  | []",
        "['.']  | []     | []",
        "['*']  | [a]    | ['*']",
        "[a]    | ['*']  | ['*']"
      })
  void exportToNarrowsLast(String before, String after, String between) {
    String union = between.replaceAll("['\\[\\] ]", "");
    List<String> names = union.isEmpty() ? List.of() : List.of(union.split(",", -1));
    assertThat(
            entry("{hosts: [a], exportTo: " + before + "}", "{hosts: [a], exportTo: " + after + "}")
                .exportTo())
        .isEqualTo(names);
    assertThat(
            rule("{host: a, exportTo: " + before + "}", "{host: a, exportTo: " + after + "}")
                .exportTo())
        .isEqualTo(names);
  }

  @Test
  void namesAreResolvedWhileOneOfBothFormsHasThem() {
    ServiceEntry union =
        entry(
            "{hosts: [a], resolution: DNS, endpoints: [{address: gw.example.com}]}",
            "{hosts: [a], resolution: STATIC, endpoints: [{address: 1.1.1.1}]}");
    assertThat(union.resolution()).isEqualTo(ServiceEntry.Resolution.DNS);
    assertThat(union.endpoints()).hasSize(2);
  }

  @Test
  void aRuleAcceptsOldAndNewIdentitiesTogether() {
    DestinationRule union =
        rule(
            "{host: a, trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: ISTIO_MUTUAL, subjectAltNames: [one]}}, {port: {number: 90}, tls: {mode: ISTIO_MUTUAL, subjectAltNames: [one]}}]}}",
            "{host: a, trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: ISTIO_MUTUAL, subjectAltNames: [two]}}]}}");
    var policy = union.trafficPolicy();
    assertThat(policy).isNotNull();
    assertThat(policy.portLevelSettings())
        .extracting(
            settings -> settings.tls() == null ? List.of() : settings.tls().subjectAltNames())
        .containsExactly(List.of("one", "two"), List.of("one"));
  }

  @Test
  void aRuleKeepsTheSubsetsThatGo() {
    DestinationRule union =
        rule(
            "{host: a, subsets: [{name: v1, labels: {version: v1}}]}",
            "{host: a, subsets: [{name: v2, labels: {version: v2}}]}");
    assertThat(union.subsets()).extracting(Subset::name).containsExactly("v2", "v1");
  }

  @Test
  void aRuleOfAnotherHostIsNoUnion() {
    assertThat(rule("{host: a, subsets: [{name: v1}]}", "{host: b}").subsets()).isEmpty();
  }

  @Test
  void aGatewayLetsInTheHostsOfBothForms() {
    Gateway union = gateway("AUTO_PASSTHROUGH", "[a]", "AUTO_PASSTHROUGH", "[b]");
    assertThat(union.servers()).extracting(Server::hosts).containsExactly(List.of("b", "a"));
  }

  @Test
  void ofServersThatExcludeEachOtherTheNewOneCounts() {
    Gateway union = gateway("PASSTHROUGH", "[a]", "AUTO_PASSTHROUGH", "[b]");
    assertThat(union.servers()).extracting(Server::hosts).containsExactly(List.of("b"));
  }

  /** Found by the simulation, seed 7217: hosts went with a selector that became another. */
  @Test
  void aGatewayOfOtherPodsLetsInTheHostsOfBothForms() {
    Gateway union =
        union(
            "Gateway",
            "{selector: {a: b}, servers: [{hosts: [a], port: {number: 1, protocol: TLS, name: t}}, {hosts: [c], port: {number: 2, protocol: HTTP, name: h}}]}",
            "{selector: {a: c}, servers: [{hosts: [b], port: {number: 1, protocol: TLS, name: t}}]}",
            Gateway.class);
    assertThat(union.selector()).containsEntry("a", "c");
    assertThat(union.servers()).extracting(Server::hosts).containsExactly(List.of("b", "a"));
  }

  private static Gateway gateway(String oldMode, String oldHosts, String mode, String hosts) {
    String spec =
        "{selector: {istio: gw}, servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: %s}, hosts: %s}]}";
    return union(
        "Gateway", spec.formatted(oldMode, oldHosts), spec.formatted(mode, hosts), Gateway.class);
  }
}
