package dev.isthmus.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.read.FieldSchema.Mark;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table is whole: every name in it leads somewhere, and every record is bound. */
class SchemaTest {

  private final Schema schema = Schema.table();

  @Test
  void everyTypeIsThere() {
    allMessages()
        .forEach(m ->
            m.fields()
                .forEach(f -> {
                  if (f.type() instanceof ValueType.Message(String name)) {
                    assertThat(schema.messages()).as(m.name() + "." + f.name()).containsKey(name);
                  }
                }));
  }

  @Test
  void everyMessageIsUsed() {
    Set<String> used = new HashSet<>();
    schema.kinds().stream()
        .map(KindSchema::spec)
        .filter(m -> m != null)
        .forEach(m -> reach(m, used));
    assertThat(used).containsExactlyInAnyOrderElementsOf(schema.messages().keySet());
  }

  private void reach(MessageSchema message, Set<String> used) {
    for (FieldSchema field : message.fields()) {
      if (field.type() instanceof ValueType.Message(String name) && used.add(name)) {
        reach(schema.message(name), used);
      }
    }
  }

  /** Section 1 of the API reference. */
  private static final Map<String, String> KINDS =
      Map.of(
          "admin.gloo.solo.io/v2",
          "Workspace WorkspaceSettings KubernetesCluster RootTrustPolicy ExtAuthServer"
              + " RateLimitServerSettings RateLimitServerConfig Dashboard IstioLifecycleManager"
              + " GatewayLifecycleManager",
          "admin.gloo.solo.io/v2alpha1",
          "WaypointLifecycleManager InsightsConfig",
          "networking.gloo.solo.io/v2",
          "RouteTable VirtualGateway VirtualDestination ExternalService ExternalEndpoint"
              + " CloudProvider CloudResources",
          "networking.gloo.solo.io/v2alpha1",
          "ExternalWorkload",
          "infrastructure.gloo.solo.io/v2",
          "CloudProvider CloudResources",
          "resilience.policy.gloo.solo.io/v2",
          "FailoverPolicy OutlierDetectionPolicy FaultInjectionPolicy RetryTimeoutPolicy"
              + " ConnectionPolicy TrimProxyConfigPolicy ListenerConnectionPolicy"
              + " ActiveHealthCheckPolicy AdaptiveRequestConcurrencyPolicy"
              + " GraphQLPersistedQueryCachePolicy",
          "security.policy.gloo.solo.io/v2",
          "AccessPolicy CORSPolicy CSRFPolicy ExtAuthPolicy JWTPolicy WAFPolicy ClientTLSPolicy"
              + " DLPPolicy GraphQLAllowedQueryPolicy",
          "trafficcontrol.policy.gloo.solo.io/v2",
          "HeaderManipulationPolicy MirrorPolicy ProxyProtocolPolicy TransformationPolicy"
              + " RateLimitPolicy RateLimitClientConfig HTTPBufferPolicy LoadBalancerPolicy",
          "observability.policy.gloo.solo.io/v2",
          "AccessLogPolicy",
          "extensions.policy.gloo.solo.io/v2",
          "WasmDeploymentPolicy LuaPolicy");

  private static final String API_MANAGEMENT =
      "ApiDoc GraphQLSchema GraphQLStitchedSchema GraphQLResolverMap ApiSchema Portal PortalGroup"
          + " ApiSchemaDiscovery ApiProduct";

  @Test
  void everyKindOfTheApiIsThereOnce() {
    Stream<ObjectKind> wanted =
        Stream.concat(
            KINDS.entrySet().stream().flatMap(e -> kinds(e.getKey(), e.getValue())),
            kinds("apimanagement.gloo.solo.io/v2", API_MANAGEMENT));
    assertThat(schema.kinds().stream().map(KindSchema::kind))
        .containsExactlyInAnyOrderElementsOf(wanted.toList());
  }

  private static Stream<ObjectKind> kinds(String apiVersion, String names) {
    return Stream.of(names.split(" ")).map(name -> ObjectKind.of(apiVersion, name));
  }

  @Test
  void namesOfNeedsAndExclusionsAreFields() {
    allMessages()
        .forEach(m -> {
          List<String> names = m.fields().stream().map(FieldSchema::name).toList();
          assertThat(names).as(m.name()).containsAll(m.needs());
          if (m.excludes() != null) {
            assertThat(names).contains(m.excludes().first(), m.excludes().second());
          }
        });
  }

  @Test
  void everyFieldSaysWhatItIs() {
    allMessages()
        .flatMap(m -> m.fields().stream())
        .forEach(f -> {
          assertThat(f.meaning()).as(f.name()).isNotEmpty().doesNotEndWith(".");
          assertThat(f.becomes()).as(f.name()).isNotEmpty();
          assertThat(f.since()).as(f.name()).matches("2\\.[0-6](-2\\.[0-6])?");
        });
  }

  @Test
  void onlyListsHaveMarksOfLists() {
    allMessages()
        .flatMap(m -> m.fields().stream())
        .filter(f -> f.has(Mark.EACH) || f.has(Mark.ANY))
        .forEach(f -> assertThat(f.shape()).as(f.name()).isEqualTo(FieldSchema.Shape.LIST));
  }

  private Stream<MessageSchema> allMessages() {
    return Stream.concat(
        schema.messages().values().stream(),
        schema.kinds().stream().map(KindSchema::spec).filter(m -> m != null));
  }
}
