package dev.isthmus.translate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingRulesTest {

  @Test
  void federationWithoutIsolation() {
    assertOne(
        Environment.twoClusters().federated(),
        Reason.FEDERATION_WITHOUT_ISOLATION,
        "WorkspaceSettings front/shop (cluster1) options.federation");
    assertNone(Environment.twoClusters(), Reason.FEDERATION_WITHOUT_ISOLATION);
    assertOne(
        Environment.twoClusters()
            .add(
                "cluster1",
                """
                apiVersion: admin.gloo.solo.io/v2
                kind: WorkspaceSettings
                metadata: {name: shop, namespace: front}
                spec: {options: {federation: {enabled: true}, serviceIsolation: {enabled: true}}}
                """),
        Reason.FEDERATION_WITHOUT_ISOLATION,
        "WorkspaceSettings front/shop (cluster1) options.federation");
  }

  @Test
  void trustDomainsWithoutASharedRoot() {
    assertOne(
        Environment.withoutRoot().federated(),
        Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT,
        "WorkspaceSettings front/shop (cluster1) options.federation");
    assertNone(Environment.withoutRoot(), Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT);
    assertNone(Environment.twoClusters().federated(), Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "other"})
  void oneTrustDomainWithTwoRootsIsNoSharedRoot(String second) {
    var environment = Environment.withoutRoot().federated();
    for (var cluster : List.of("cluster1", "cluster2")) {
      environment.add(
          cluster,
          """
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: istio, namespace: istio-system}
          data: {mesh: "trustDomain: one"}
          """);
    }
    assertNone(environment, Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT);
    environment.add("cluster1", root("same"));
    assertNone(environment, Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT);
    environment.add("cluster2", root(second));
    assertThat(environment.findings(Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT))
        .hasSize(second.equals("same") ? 0 : 1);
  }

  @Test
  void aTableWithoutHostsThatNobodyDelegatesTo() {
    var child =
        """
        apiVersion: networking.gloo.solo.io/v2
        kind: RouteTable
        metadata: {name: child, namespace: back, labels: {child: 'yes'}}
        spec: {http: [{directResponse: {status: 403}}]}
        """;
    assertOne(
        Environment.twoClusters().routed().add("cluster1", child),
        Reason.NO_EFFECT,
        "RouteTable back/child (cluster1) hosts");
    assertNone(
        Environment.twoClusters()
            .add("cluster1", child)
            .add(
                "cluster1",
                """
                apiVersion: networking.gloo.solo.io/v2
                kind: RouteTable
                metadata: {name: root, namespace: back}
                spec: {hosts: [a.example.com], http: [{delegate: {routeTables: [{labels: {child: 'yes'}}]}}]}
                """),
        Reason.NO_EFFECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "other"})
  void equalRootCertificatesAreASharedRoot(String second) {
    var environment =
        Environment.withoutRoot()
            .federated()
            .add("cluster1", root("same"))
            .add("cluster2", root(second));
    if (second.equals("same")) {
      assertNone(environment, Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT);
    } else {
      assertThat(environment.findings(Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{istio: {namespace: istio-system}}", "{istio: {revision: 'def.*'}}", "{}"})
  void policiesForBothClustersAreASharedRoot(String selector) {
    assertNone(
        Environment.withoutRoot().federated().add("mgmt", policy(selector)),
        Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{istio: {namespace: elsewhere}}",
        "{istio: {revision: canary}}",
        "{istio: {clusterSelector: {region: eu}}}"
      })
  void policiesForOthersAreNone(String selector) {
    assertThat(
            Environment.withoutRoot()
                .federated()
                .add("mgmt", policy(selector))
                .findings(Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT))
        .hasSize(1);
  }

  private static String root(String certificate) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio-ca-root-cert, namespace: istio-system}
    data: {root-cert.pem: %s}
    """
        .formatted(certificate);
  }

  private static String policy(String selector) {
    return """
    apiVersion: admin.gloo.solo.io/v2
    kind: RootTrustPolicy
    metadata: {name: some, namespace: gloo-mesh}
    spec: {applyToMeshes: [%s], config: {mgmtServerCa: {generated: {}}}}
    """
        .formatted(selector);
  }

  @Test
  void trustDomainUnknown() {
    assertNone(Environment.twoClusters(), Reason.TRUST_DOMAIN_UNKNOWN);
    assertOne(
        Environment.twoClusters()
            .add(
                "mgmt",
                """
                apiVersion: admin.gloo.solo.io/v2
                kind: KubernetesCluster
                metadata: {name: cluster3, namespace: gloo-mesh}
                """),
        Reason.TRUST_DOMAIN_UNKNOWN,
        "KubernetesCluster gloo-mesh/cluster3 (mgmt) ");
  }

  @Test
  void theRegisteredTrustDomainCounts() {
    assertOne(
        Environment.twoClusters().add("mgmt", registered("cluster2", "mesh.example")),
        Reason.TRUST_DOMAIN_NOT_AS_REGISTERED,
        "KubernetesCluster gloo-mesh/cluster2 (mgmt) metadata.annotations[isthmus.dev/trust-domain]");
    assertNone(
        Environment.twoClusters().add("mgmt", registered("cluster2", "cluster2")),
        Reason.TRUST_DOMAIN_NOT_AS_REGISTERED);
    assertNone(
        Environment.twoClusters().add("mgmt", registered("cluster3", "mesh.example")),
        Reason.TRUST_DOMAIN_UNKNOWN);
    assertNone(
        Environment.withoutRoot()
            .federated()
            .add("mgmt", registered("cluster1", "one"))
            .add("mgmt", registered("cluster2", "one")),
        Reason.TRUST_DOMAINS_WITHOUT_SHARED_ROOT);
  }

  private static String registered(String cluster, String trustDomain) {
    return """
    apiVersion: admin.gloo.solo.io/v2
    kind: KubernetesCluster
    metadata: {name: %s, namespace: gloo-mesh, annotations: {isthmus.dev/trust-domain: %s}}
    """
        .formatted(cluster, trustDomain);
  }

  @Test
  void anotherAgent() {
    assertOne(
        Environment.twoClusters().add("cluster2", agent("gloo-mesh-agent")),
        Reason.FOREIGN_AGENT,
        "KubernetesCluster gloo-mesh/cluster2 (mgmt) ");
    assertNone(
        Environment.twoClusters().add("cluster2", agent("rate-limiter")), Reason.FOREIGN_AGENT);
    assertNone(
        Environment.twoClusters().add("other", agent("gloo-mesh-agent")), Reason.FOREIGN_AGENT);
  }

  private static String agent(String name) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s, namespace: gloo-mesh}
    spec: {template: {metadata: {labels: {app: x}}, spec: {containers: [{name: x}]}}}
    """
        .formatted(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.back.svc.cluster2.global",
        "API.back.svc.cluster2.global",
        "api.back.svc.cluster1.global"
      })
  void aRuleForAFederatedHost(String host) {
    var where = host.contains("cluster1") ? "back" : "front";
    assertOne(
        Environment.twoClusters().federated().add("cluster1", rule(where, host, "{}")),
        Reason.FOREIGN_DESTINATION_RULE,
        "DestinationRule " + where + "/theirs (cluster1) host");
  }

  @Test
  void aRuleForAServiceWithSubsets() {
    var host = "api.back.svc.cluster.local";
    assertOne(
        Environment.twoClusters().routed().add("cluster1", rule("front", host, "{}")),
        Reason.FOREIGN_DESTINATION_RULE,
        "DestinationRule front/theirs (cluster1) host");
    assertNone(
        Environment.twoClusters().add("cluster1", rule("front", host, "{}")),
        Reason.FOREIGN_DESTINATION_RULE);
  }

  @Test
  void aRuleForAShortHostIsForAServiceOfItsNamespace() {
    assertOne(
        Environment.twoClusters().routed().add("cluster1", rule("back", "api", "{}")),
        Reason.FOREIGN_DESTINATION_RULE,
        "DestinationRule back/theirs (cluster1) host");
    assertNone(
        Environment.twoClusters()
            .routed()
            .add("cluster1", rule("front", "api", "{}"))
            .add("cluster2", rule("back", "api.back", "{}")),
        Reason.FOREIGN_DESTINATION_RULE);
  }

  @Test
  void rulesThatAreNotInTheWay() {
    var environment =
        Environment.twoClusters()
            .federated()
            .add("cluster1", rule("elsewhere", "api.back.svc.cluster2.global", "{}"))
            .add("cluster2", rule("front", "api.back.svc.cluster3.global", "{}"))
            .add("cluster2", rule("back", "example.com", "{}"))
            .add(
                "cluster1",
                rule(
                    "front",
                    "api.back.svc.cluster2.global",
                    "{reconciler.mesh.gloo.solo.io/name: translator}"));
    assertNone(environment, Reason.FOREIGN_DESTINATION_RULE);
  }

  private static String rule(String namespace, String host, String labels) {
    return """
    apiVersion: networking.istio.io/v1beta1
    kind: DestinationRule
    metadata: {name: theirs, namespace: %s, labels: %s}
    spec: {host: %s}
    """
        .formatted(namespace, labels, host);
  }

  @Test
  void routesForAHostOfARouteTable() {
    var environment = Environment.twoClusters().routed();
    assertOne(
        environment.add("cluster1", routes("front", "[api.back.svc.cluster.local]", "[]")),
        Reason.FOREIGN_VIRTUAL_SERVICE,
        "VirtualService front/theirs (cluster1) hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"back [api]", "front [api.back]", "front [API.back.svc]"})
  void routesForAShortHost(String where) {
    var words = where.split(" ", -1);
    assertOne(
        Environment.twoClusters().routed().add("cluster1", routes(words[0], words[1], "[]")),
        Reason.FOREIGN_VIRTUAL_SERVICE,
        "VirtualService " + words[0] + "/theirs (cluster1) hosts");
    assertNone(
        Environment.twoClusters().routed().add("cluster1", routes("front", "[api]", "[]")),
        Reason.FOREIGN_VIRTUAL_SERVICE);
  }

  @Test
  void aNamedTargetPortThatNoPodHas() {
    var environment =
        Environment.twoClusters()
            .federated()
            .add(
                "cluster1",
                """
                apiVersion: v1
                kind: Service
                metadata: {name: named, namespace: back}
                spec: {selector: {app: api}, ports: [{name: http, port: 80, targetPort: web}]}
                """);
    assertOne(environment, Reason.TARGET_PORT_UNKNOWN, "Service back/named (cluster1) ports");
    assertNone(environment, Reason.UNFEDERATABLE_SERVICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false false: ",
        "false absent: back",
        "true absent: front",
        "true false: front",
        "absent absent: back front",
        "false true: back"
      })
  void configurationIsReadWhereItIsSaid(String said) {
    var halves = said.split(": ?", -1);
    var words = halves[0].split(" ", -1);
    var environment =
        Environment.twoClusters()
            .add(
                "mgmt",
                """
                apiVersion: admin.gloo.solo.io/v2
                kind: Workspace
                metadata: {name: shop, namespace: gloo-mesh}
                spec: {workloadClusters: [{name: '*', namespaces: [{name: front%s}, {name: back%s}]}]}
                """
                    .formatted(enabled(words[0]), enabled(words[1])));
    for (var namespace : List.of("front", "back")) {
      environment.add(
          "cluster1",
          """
          apiVersion: networking.gloo.solo.io/v2
          kind: RouteTable
          metadata: {name: api, namespace: %s}
          spec: {hosts: [example.com]}
          """
              .formatted(namespace));
    }
    var off = environment.findings(Reason.CONFIG_NOT_ENABLED);
    var read = new java.util.TreeSet<>(List.of("front", "back"));
    off.forEach(finding -> read.remove(finding.object().key().namespace()));
    assertThat(String.join(" ", read)).isEqualTo(halves[1]);
  }

  private static String enabled(String word) {
    return word.equals("absent") ? "" : ", configEnabled: " + word;
  }

  @Test
  void routesThatAreNotInTheWay() {
    assertNone(
        Environment.twoClusters()
            .routed()
            .add("cluster1", routes("front", "[example.com]", "[]"))
            .add("cluster1", routes("elsewhere", "[api.back.svc.cluster.local]", "[mesh]"))
            .add("cluster2", routes("front", "[api.back.svc.cluster.local]", "[their-gateway]")),
        Reason.FOREIGN_VIRTUAL_SERVICE);
  }

  @Test
  void routesBoundToAGatewayOfOurs() {
    var environment =
        Environment.twoClusters()
            .add(
                "cluster1",
                """
                apiVersion: networking.gloo.solo.io/v2
                kind: VirtualGateway
                metadata: {name: gw, namespace: gateways}
                spec: {workloads: [{selector: {labels: {istio: eastwestgateway}, cluster: cluster1}}], listeners: [{http: {}, port: {number: 15443}}]}
                """);
    var gateway = environment.translate().outputs().firstKey().name();
    assertOne(
        environment.add("cluster1", routes("front", "[x.com]", "[gateways/" + gateway + "]")),
        Reason.FOREIGN_VIRTUAL_SERVICE,
        "VirtualService front/theirs (cluster1) gateways");
  }

  private static String routes(String namespace, String hosts, String gateways) {
    return """
    apiVersion: networking.istio.io/v1beta1
    kind: VirtualService
    metadata: {name: theirs, namespace: %s}
    spec: {hosts: %s, gateways: %s}
    """
        .formatted(namespace, hosts, gateways);
  }

  @Test
  void aNameThatIsTaken() {
    var environment = Environment.twoClusters().routed();
    var ours = environment.translate().outputs().firstKey();
    assertOne(
        environment.add("cluster1", named(ours.kind().kind(), ours.namespace(), ours.name())),
        Reason.NAME_TAKEN,
        ours.kind().kind() + " " + ours.namespace() + "/" + ours.name() + " (cluster1) ");
    assertNone(
        Environment.twoClusters()
            .routed()
            .add("cluster1", named("EnvoyFilter", ours.namespace(), ours.name())),
        Reason.NAME_TAKEN);
  }

  private static String named(String kind, String namespace, String name) {
    return """
    apiVersion: networking.istio.io/v1beta1
    kind: %s
    metadata: {name: %s, namespace: %s}
    spec: {host: example.com, hosts: [example.com]}
    """
        .formatted(kind, name, namespace);
  }

  @Test
  void gatewaysThatPassEverythingThrough() {
    assertOne(
        Environment.twoClusters().add("cluster1", gateway("AUTO_PASSTHROUGH", "'*.local'")),
        Reason.LEFTOVER_WILDCARD_GATEWAY,
        "Gateway gateways/cross-network (cluster1) servers");
    assertOne(
        Environment.twoClusters().add("cluster1", gateway("AUTO_PASSTHROUGH", "'./*'")),
        Reason.LEFTOVER_WILDCARD_GATEWAY,
        "Gateway gateways/cross-network (cluster1) servers");
    assertNone(
        Environment.twoClusters().add("cluster1", gateway("AUTO_PASSTHROUGH", "a.global")),
        Reason.LEFTOVER_WILDCARD_GATEWAY);
    assertNone(
        Environment.twoClusters().add("cluster1", gateway("PASSTHROUGH", "'*.local'")),
        Reason.LEFTOVER_WILDCARD_GATEWAY);
  }

  private static String gateway(String mode, String host) {
    return """
    apiVersion: networking.istio.io/v1beta1
    kind: Gateway
    metadata: {name: cross-network, namespace: gateways}
    spec:
      selector: {istio: eastwestgateway}
      servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: %s}, hosts: [%s]}]
    """
        .formatted(mode, host);
  }

  @Test
  void copiesThatDiffer() {
    var copy =
        """
        apiVersion: resilience.policy.gloo.solo.io/v2
        kind: FaultInjectionPolicy
        metadata: {name: fault, namespace: front}
        spec: {config: {delay: {fixedDelay: %s}}}
        """;
    assertOne(
        Environment.twoClusters()
            .routed()
            .add("cluster1", copy.formatted("1s"))
            .add("cluster2", copy.formatted("2s")),
        Reason.DIFFERENT_COPIES,
        "FaultInjectionPolicy front/fault (cluster2) ");
    assertNone(
        Environment.twoClusters()
            .routed()
            .add("cluster1", copy.formatted("1s"))
            .add("cluster2", copy.formatted("1s")),
        Reason.DIFFERENT_COPIES);
  }

  @Test
  void policiesWithoutATarget() {
    assertOne(
        Environment.twoClusters().routed().add("cluster1", fault("old", "none")),
        Reason.POLICY_WITHOUT_TARGET,
        "FaultInjectionPolicy front/old (cluster1) applyToRoutes");
    assertNone(
        Environment.twoClusters()
            .routed()
            .add("cluster1", fault("old", "api"))
            .add("cluster1", fault("young", "api")),
        Reason.POLICY_WITHOUT_TARGET);
    assertOne(
        Environment.twoClusters().add("cluster1", fault("old", "api")),
        Reason.POLICY_WITHOUT_TARGET,
        "FaultInjectionPolicy front/old (cluster1) applyToRoutes");
  }

  private static String fault(String name, String route) {
    return """
    apiVersion: resilience.policy.gloo.solo.io/v2
    kind: FaultInjectionPolicy
    metadata: {name: %s, namespace: front}
    spec: {applyToRoutes: [{route: {labels: {route: %s}}}], config: {delay: {fixedDelay: 1s}}}
    """
        .formatted(name, route);
  }

  private static void assertOne(Environment environment, Reason reason, String where) {
    assertThat(environment.findings(reason))
        .extracting(finding -> finding.object() + " " + finding.field())
        .containsExactly(where);
  }

  private static void assertNone(Environment environment, Reason reason) {
    List<Finding> findings = environment.findings(reason);
    assertThat(findings).isEmpty();
  }
}
