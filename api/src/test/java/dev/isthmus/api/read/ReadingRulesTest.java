package dev.isthmus.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import dev.isthmus.api.gloo.admin.WorkspaceSettings;
import dev.isthmus.api.gloo.networking.DirectResponse;
import dev.isthmus.api.gloo.networking.FailureMode;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.HttpRoute;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.RouteTableSpec;
import dev.isthmus.api.gloo.networking.TcpRoute;
import dev.isthmus.api.gloo.networking.UnreadableAction;
import dev.isthmus.api.gloo.resilience.FaultDelay;
import dev.isthmus.api.gloo.resilience.FaultInjection;
import dev.isthmus.api.gloo.resilience.FaultInjectionPolicy;
import dev.isthmus.api.gloo.resilience.RetryPolicy;
import dev.isthmus.api.gloo.resilience.RetryTimeout;
import dev.isthmus.api.gloo.resilience.RetryTimeoutPolicy;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the API reference, section 0: what is accepted, and what is told of the rest. */
class ReadingRulesTest {

  private static final String ADMIN = "admin.gloo.solo.io/v2";
  private static final String RESILIENCE = "resilience.policy.gloo.solo.io/v2";
  private static final String ROUTE = "{forwardTo: {destinations: [{ref: {name: a}}]}}";

  private final ResourceReader reader = new ResourceReader();

  private RouteTableSpec spec(String yaml) {
    ReadResult result = reader.read("c", Trees.routeTable(yaml));
    assertThat(result.findings()).isEmpty();
    return ((RouteTable) result.resource().orElseThrow()).spec();
  }

  /** The one finding of a RouteTable. */
  private Finding finding(String yaml) {
    return only(reader.read("c", Trees.routeTable(yaml)));
  }

  private static Finding only(ReadResult result) {
    assertThat(result.findings()).hasSize(1);
    return result.findings().getFirst();
  }

  @Test
  void whatOneEntryOfAListSaysAllMustSay() {
    ReadResult result =
        reader.read(
            "c",
            Trees.object(
                ADMIN,
                "Workspace",
                """
                workloadClusters:
                - name: a
                  configEnabled: false
                  namespaces: [{name: x}, {name: y}]
                - name: b
                  namespaces: [{name: x, config_enabled: true}, {name: y}]
                """));
    assertThat(result.resource()).isPresent();
    assertThat(result.findings())
        .extracting(Finding::field)
        .containsExactly(
            "workloadClusters[1].configEnabled", "workloadClusters[1].namespaces[1].configEnabled");
    assertThat(result.findings())
        .allMatch(each -> each.reason() == Reason.MISSING_FIELD)
        .allMatch(each -> each.why().contains("false if another entry says true"));
  }

  // Rule 1: proto JSON

  @Test
  void readsBothSpellings() {
    assertThat(
            spec(
                "workload_selectors: [{selector: {labels: {app: a}}}]\nfailure_mode: FREEZE_CONFIG"))
        .isEqualTo(
            spec(
                "workloadSelectors: [{selector: {labels: {app: a}}}]\nfailureMode: FREEZE_CONFIG"));
  }

  @Test
  void readsEnumsByNameAndNumber() {
    assertThat(spec("failureMode: 1").failureMode()).isEqualTo(FailureMode.FREEZE_CONFIG);
    assertThat(spec("failureMode: FREEZE_CONFIG").failureMode())
        .isEqualTo(FailureMode.FREEZE_CONFIG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FREEZE", "freeze_config", "7", "-1", "\"\""})
  void refusesOtherValuesOfAnEnum(String value) {
    Finding finding = finding("failureMode: " + value);
    assertThat(finding.reason()).isEqualTo(Reason.INVALID_VALUE);
    assertThat(finding.field()).isEqualTo("failureMode");
    assertThat(finding.remedy()).contains("ROUTE_REPLACEMENT, FREEZE_CONFIG");
  }

  @Test
  void namesTheNearestValueOfAnEnum() {
    assertThat(finding("failureMode: FREEZE_CONFG").remedy())
        .startsWith("Did you mean FREEZE_CONFIG?");
  }

  @Test
  void refusesTwoMembersOfAOneof() {
    Finding finding =
        finding(
            "hosts: [a.b]\nhttp: [" + ROUTE + ", {redirect: {}, directResponse: {status: 200}}]");
    assertThat(finding.reason()).isEqualTo(Reason.FIELD_CONFLICT);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.field()).isEqualTo("http[1].directResponse");
    assertThat(finding.what())
        .isEqualTo("redirect and directResponse are both set; they exclude each other.");
    assertThat(finding.why()).isEqualTo("Requests that match this route get 500.");
  }

  @Test
  void refusesOneFieldInBothSpellings() {
    Finding finding =
        finding("http: [{direct_response: {status: 200}, directResponse: {status: 201}}]");
    assertThat(finding.reason()).isEqualTo(Reason.FIELD_CONFLICT);
    assertThat(finding.what()).contains("both spellings");
  }

  @Test
  void aMemberOfAOneofThatIsZeroIsNotSet() {
    RouteTableSpec spec =
        spec(
            "http: [{forwardTo: {pathRewrite: \"\", regexRewrite: {pattern: {regex: a}}, hostRewrite: h, autoHostRewrite: false}}]");
    assertThat(spec.http()).hasSize(1);
  }

  @Test
  void readsNumbersInTexts() {
    assertThat(spec("weight: \"7\"").weight()).isEqualTo(7);
    assertThat(spec("weight: 7.0").weight()).isEqualTo(7);
  }

  // Rule 2: absence

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hosts:",
        "hosts: []",
        "weight: 0",
        "http: []",
        "defaultDestination:",
        "virtualServiceAnnotations: {}",
        "failureMode: ROUTE_REPLACEMENT",
        "failureMode: 0",
        "portalMetadata:"
      })
  void whatIsZeroIsAbsent(String yaml) {
    assertThat(spec(yaml)).isEqualTo(spec(""));
  }

  @Test
  void anEmptyMessageIsThere() {
    assertThat(spec("workloadSelectors: [{}]").workloadSelectors()).hasSize(1);
    assertThat(spec("workloadSelectors: [{}]").workloadSelectors().getFirst().selector()).isNull();
    assertThat(
            spec("workloadSelectors: [{selector: {}}]").workloadSelectors().getFirst().selector())
        .isNotNull();
    assertThat(spec("workloadSelectors: []").workloadSelectors()).isEmpty();
  }

  @Test
  void wrappedValuesTellAbsentFromZero() {
    assertThat(retryTimeout("retries: {attempts: 0}"))
        .isEqualTo(new RetryTimeout(new RetryPolicy(0, null, "", null), null));
    RetryTimeout absent = new RetryTimeout(new RetryPolicy(null, null, "", null), null);
    assertThat(retryTimeout("retries: {}")).isEqualTo(absent);
    assertThat(retryTimeout("retries: {attempts:}")).isEqualTo(absent);
  }

  private @Nullable RetryTimeout retryTimeout(String config) {
    ReadResult result =
        reader.read(
            "c", Trees.object(RESILIENCE, "RetryTimeoutPolicy", "config: {" + config + "}"));
    assertThat(result.findings()).isEmpty();
    return ((RetryTimeoutPolicy) result.resource().orElseThrow()).spec().config();
  }

  @Test
  void anAbsentSpecIsEmpty() {
    JsonNode object =
        Trees.yaml("apiVersion: networking.gloo.solo.io/v2\nkind: RouteTable\nmetadata: {name: n}");
    assertThat(reader.read("c", object).resource()).isPresent();
    assertThat(reader.read("c", object).resource().orElseThrow().namespace()).isEqualTo("default");
  }

  // Rule 3: durations

  @ParameterizedTest
  @CsvSource({
    "2s,2000",
    "0.5s,500",
    "1m,60000",
    "1h30m,5400000",
    "1ms,1",
    "1.5h,5400000",
    "0.001s,1",
    "1000us,1",
    "1s500ms,1500",
    "0.500s,500",
    "1.000000s,1000"
  })
  void readsDurations(String text, long millis) {
    ReadResult result = delay(text);
    assertThat(result.findings()).isEmpty();
    FaultInjectionPolicy policy = (FaultInjectionPolicy) result.resource().orElseThrow();
    assertThat(policy.spec().config())
        .isEqualTo(new FaultInjection(new FaultDelay(Duration.ofMillis(millis), null), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2'",
        "2 s",
        "-2s",
        "1d",
        "s",
        "1s 2m",
        "0s",
        "0.1ms",
        "1.0001s",
        "1e3s",
        "'++1s'",
        "99999999999999h",
        "'\"'"
      })
  void refusesOtherDurations(String text) {
    ReadResult result = delay(text);
    assertThat(only(result).reason()).isEqualTo(Reason.INVALID_VALUE);
    assertThat(only(result).field()).isEqualTo("config.delay.fixedDelay");
    assertThat(only(result).remedy()).contains("0.5s");
    assertThat(result.resource()).isEmpty();
  }

  @Test
  void aNumberIsNoDuration() {
    assertThat(only(delay("2")).reason()).isEqualTo(Reason.WRONG_TYPE);
  }

  private ReadResult delay(String text) {
    return reader.read(
        "c",
        Trees.object(
            RESILIENCE, "FaultInjectionPolicy", "config: {delay: {fixedDelay: " + text + "}}"));
  }

  // Rule 4: unknown fields, and what is not supported

  @ParameterizedTest
  @CsvSource({
    "hosst: [a.b],hosst,hosts", "virtualGateway: [],virtualGateway,virtualGateways",
    "Hosts: [a.b],Hosts,hosts", "workload-selectors: [],workload-selectors,workloadSelectors",
    "workloadSelector: [],workloadSelector,workloadSelectors", "htpp: [],htpp,http"
  })
  void namesTheNearestField(String yaml, String field, String near) {
    Finding finding = finding(yaml);
    assertThat(finding.reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.field()).isEqualTo(field);
    assertThat(finding.remedy()).isEqualTo("Did you mean " + near + "?");
  }

  @Test
  void listsTheFieldsWhenNoneIsNear() {
    assertThat(finding("banana: 1").remedy()).startsWith("Known here: hosts, virtualGateways, ");
  }

  @Test
  void anUnknownFieldStopsNothing() {
    ReadResult result =
        reader.read("c", Trees.routeTable("hosts: [a.b]\nhttp: [{nme: x, forwardTo: {}}]"));
    assertThat(only(result).field()).isEqualTo("http[0].nme");
    assertThat(((RouteTable) result.resource().orElseThrow()).spec().http()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "portalMetadata: {title: t},portalMetadata",
    "'applyToDestinations: [{kind: SERVICE}]',applyToDestinations",
    "'http: [{delegate: {routeTables: [{}], allowedRoutes: [{}]}}]','http[0].delegate.allowedRoutes'"
  })
  void tellsFieldsThatAreNotSupportedYet(String yaml, String field) {
    Finding finding = finding(yaml);
    assertThat(finding.reason()).isEqualTo(Reason.NOT_SUPPORTED_YET);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.field()).isEqualTo(field);
  }

  @Test
  void keepsFieldsThatAreNotSupportedYet() {
    ReadResult result = reader.read("c", Trees.routeTable("portalMetadata: {title: t}"));
    RouteTable table = (RouteTable) result.resource().orElseThrow();
    assertThat(table.spec().portalMetadata())
        .hasToString(
            "PortalMetadata[apiProductId=, apiProductDisplayName=, apiVersion=, title=t, description=,"
                + " termsOfService=, contact=, license=, lifecycle=, customMetadata={}]");
  }

  @Test
  void nothingIsAnErrorInsideOfWhatIsNotSupportedYet() {
    ReadResult result = reader.read("c", Trees.routeTable("portalMetadata: {title: 5, tilte: x}"));
    assertThat(result.findings())
        .extracting(Finding::severity)
        .containsOnly(Severity.WARNING)
        .hasSize(3);
    assertThat(result.resource()).isPresent();
  }

  @Test
  void tellsWhatNeverHadAnEffect() {
    Finding finding = finding("http: [{matchers: [{name: m}], forwardTo: {}}]");
    assertThat(finding.reason()).isEqualTo(Reason.NO_EFFECT);
    assertThat(finding.field()).isEqualTo("http[0].matchers[0].name");
  }

  @Test
  void tellsValuesThatAreNotSupportedYet() {
    ReadResult result =
        reader.read(
            "c",
            Trees.object(
                ADMIN,
                "WorkspaceSettings",
                "exportTo: [{resources: [{kind: API_DOC}, {kind: SERVICE}]}]"));
    assertThat(only(result).reason()).isEqualTo(Reason.NOT_SUPPORTED_YET);
    assertThat(only(result).field()).isEqualTo("exportTo[0].resources[0].kind");
    WorkspaceSettings settings = (WorkspaceSettings) result.resource().orElseThrow();
    assertThat(settings.spec().exportTo().getFirst().resources()).hasSize(2);
  }

  // Values

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.b",
        "reviews.shop.svc.cluster.local",
        "'*'",
        "'*.example.com'",
        "A.b",
        "a-1.b",
        "1a.b",
        "xn--a.b"
      })
  void readsHosts(String host) {
    assertThat(spec("hosts: [" + host + "]").hosts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "a..b",
        "-a.b",
        "a-.b",
        "a_b.c",
        "'*a.b'",
        "a.*.b",
        "'*.*.b'",
        "'*.'",
        "1.2.3.4",
        "a.b.",
        "'a b'",
        "http://a.b",
        "'a:80'",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b"
      })
  void refusesOtherHosts(String host) {
    ReadResult result = reader.read("c", Trees.routeTable("hosts: [good.example, " + host + "]"));
    assertThat(only(result).reason()).isEqualTo(Reason.INVALID_VALUE);
    assertThat(only(result).field()).isEqualTo("hosts[1]");
    assertThat(only(result).why()).isEqualTo("hosts[1] is left out; the rest stays.");
    assertThat(((RouteTable) result.resource().orElseThrow()).spec().hosts())
        .containsExactly("good.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a-b", "'*'", "'team-*'", "'*-x-*'", "a.b"})
  void readsGlobs(String glob) {
    assertThat(workspace(glob).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "a_b", "'a?'", "'[a]'", "a/b"})
  void refusesOtherGlobs(String glob) {
    assertThat(only(workspace(glob)).reason()).isEqualTo(Reason.INVALID_VALUE);
  }

  private ReadResult workspace(String glob) {
    return reader.read(
        "c",
        Trees.object(
            ADMIN,
            "Workspace",
            "workloadClusters: [{name: " + glob + ", namespaces: [{name: n}]}]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a: b}", "{a: ''}", "{x.y/z: v1.2_3}", "{A: B}"})
  void readsLabels(String labels) {
    assertThat(spec("http: [{labels: " + labels + ", forwardTo: {}}]").http()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a: true}",
        "{a: 1}",
        "{a: -b}",
        "{a/: b}",
        "{/a: b}",
        "{a: 'b c'}",
        "[a]",
        "{'': a}",
        "{X.y/z: v}"
      })
  void refusesOtherLabels(String labels) {
    ReadResult result =
        reader.read("c", Trees.routeTable("http: [{labels: " + labels + ", forwardTo: {}}]"));
    assertThat(only(result).severity()).isEqualTo(Severity.ERROR);
    assertThat(only(result).why()).isEqualTo("Requests that match this route get 500.");
    assertThat(((RouteTable) result.resource().orElseThrow()).spec().http())
        .containsExactly(new HttpRoute("", Labels.EMPTY, List.of(), new UnreadableAction()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "80", "65535", "'80'"})
  void readsPorts(String port) {
    assertThat(
            spec("http: [{forwardTo: {destinations: [{ref: {name: a}, port: {number: "
                    + port
                    + "}}]}}]")
                .http())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "65536,INVALID_VALUE",
    "-1,INVALID_VALUE",
    "http,WRONG_TYPE",
    "80.5,WRONG_TYPE",
    "true,WRONG_TYPE",
    "99999999999999999999,INVALID_VALUE"
  })
  void refusesOtherPorts(String port, Reason reason) {
    Finding finding =
        finding(
            "http: [{forwardTo: {destinations: [{ref: {name: a}, port: {number: "
                + port
                + "}}]}}]");
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.field()).isEqualTo("http[0].forwardTo.destinations[0].port.number");
  }

  @ParameterizedTest
  @CsvSource({"0,true", "100,true", "101,false", "-1,false"})
  void weightsGoTo100(int weight, boolean good) {
    ReadResult result =
        reader.read(
            "c",
            Trees.routeTable(
                "http: [{forwardTo: {destinations: [{ref: {name: a}, weight: %d}]}}]"
                    .formatted(weight)));
    assertThat(result.findings().isEmpty()).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({
    "0,true",
    "100,true",
    "12.5,true",
    "'''50''',true",
    "100.1,false",
    "-0.1,false",
    "half,false"
  })
  void percentagesGoTo100(String percentage, boolean good) {
    ReadResult result =
        reader.read(
            "c",
            Trees.object(
                RESILIENCE,
                "FaultInjectionPolicy",
                "config: {abort: {httpStatus: 503, percentage: " + percentage + "}}"));
    assertThat(result.findings().isEmpty()).isEqualTo(good);
    assertThat(result.resource().isPresent()).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({
    "'5xx,reset',true",
    "'503, 504',true",
    "gateway-error,true",
    "5XX,false",
    "'5xx,,reset',false",
    "600,false"
  })
  void retryConditionsAreEnvoys(String on, boolean good) {
    ReadResult result =
        reader.read(
            "c",
            Trees.object(
                RESILIENCE, "RetryTimeoutPolicy", "config: {retries: {retryOn: '" + on + "'}}"));
    assertThat(result.findings().isEmpty()).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({
    "172.18.0.4,true",
    "gw.example.com,true",
    "fd00::1,true",
    "'::ffff:1.2.3.4',true",
    "1.2.3,false",
    "1.2.3.256,false",
    "01.2.3.4,false",
    "fe80::1%eth0,false",
    "'[fd00::1]',false",
    "gw:80,false"
  })
  void addressesAreIpsOrNames(String address, boolean good) {
    ReadResult result =
        reader.read(
            "c",
            Trees.object(
                ADMIN,
                "WorkspaceSettings",
                "options: {eastWestGateways: [{hostInfoOverrides: [{addr: '" + address + "'}]}]}"));
    assertThat(result.findings().isEmpty()).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({
    "'*',true",
    "'ns/*.a.b',true",
    "'./a.b',true",
    "'*/a.b',true",
    "a.b,true",
    "'ns/',false",
    "'a/b/c',false",
    "'N/a.b',false"
  })
  void filtersOfHostsMayHaveANamespace(String host, boolean good) {
    JsonNode gateway =
        Trees.object(
            "networking.gloo.solo.io/v2",
            "VirtualGateway",
            "listeners: [{port: {number: 80}, allowedRouteTables: [{host: '" + host + "'}]}]");
    assertThat(reader.read("c", gateway).findings().isEmpty()).isEqualTo(good);
  }

  @Test
  void readsAnAction() {
    assertThat(
            spec("http: [{directResponse: {status: 403, body: 'no'}}]").http().getFirst().action())
        .isEqualTo(new DirectResponse(403, "no"));
  }

  // What is left out

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: r",
        "forwardTo: 5",
        "forwardTo: {destinations: [{ref: {name: [a]}}]}",
        "redirect: {}, directResponse: {status: 200}",
        "directResponse: {status: 20}",
        "labels: {a: 5}, forwardTo: {}"
      })
  void aRouteWithABadActionStaysForWhatItMatches(String fields) {
    ReadResult result =
        reader.read(
            "c",
            Trees.routeTable(
                "http: [{matchers: [{uri: {prefix: /a}}], " + fields + "}, " + ROUTE + "]"));
    assertThat(only(result).severity()).isEqualTo(Severity.ERROR);
    assertThat(only(result).why()).isEqualTo("Requests that match this route get 500.");
    List<HttpRoute> http = ((RouteTable) result.resource().orElseThrow()).spec().http();
    assertThat(http).hasSize(2);
    assertThat(http.getFirst().action()).isEqualTo(new UnreadableAction());
    assertThat(http.getFirst().matchers())
        .singleElement()
        .matches(matcher -> !matcher.unreadable() && matcher.uri() != null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{uri: {prefix: 5}}",
        "{headers: [{value: v}]}",
        "{headers: [{name: 'a b'}]}",
        "{method: 'G T'}",
        "{port: 70000}",
        "{uri: {}}",
        "{queryParameters: [{name: [q]}]}",
        "5"
      })
  void aBadMatcherMatchesNothingAndTheOthersStay(String matcher) {
    ReadResult result =
        reader.read(
            "c",
            Trees.routeTable(
                "http:\n- {name: bad, matchers: [{uri: {prefix: /a}}, "
                    + matcher
                    + "], forwardTo: {}}\n- {name: good, forwardTo: {}}"));
    assertThat(only(result).severity()).isEqualTo(Severity.ERROR);
    assertThat(only(result).why()).isEqualTo("It matches no request.");
    RouteTable table = (RouteTable) result.resource().orElseThrow();
    assertThat(table.spec().http().getFirst().matchers())
        .extracting(HttpMatcher::unreadable)
        .containsExactly(false, true);
    assertThat(table.spec().http().getFirst().action()).isInstanceOf(ForwardTo.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http: [5]", "http: /a", "http: [{matchers: {uri: {}}, forwardTo: {}}]"})
  void aRouteWhoseMatchersAreUnknownMatchesNothing(String http) {
    ReadResult result = reader.read("c", Trees.routeTable("hosts: [a.b]\n" + http));
    assertThat(only(result).reason()).isEqualTo(Reason.WRONG_TYPE);
    assertThat(((RouteTable) result.resource().orElseThrow()).spec().http())
        .singleElement()
        .satisfies(
            route -> assertThat(route.matchers()).singleElement().matches(HttpMatcher::unreadable));
  }

  @Test
  void aBadRouteOfConnectionsStaysInItsPlace() {
    ReadResult result = reader.read("c", Trees.routeTable("tcp: [{forwardTo: 5}, " + ROUTE + "]"));
    assertThat(only(result).why()).isEqualTo("The route is left out.");
    assertThat(((RouteTable) result.resource().orElseThrow()).spec().tcp())
        .extracting(TcpRoute::unreadable)
        .containsExactly(true, false);
  }

  @Test
  void theOnlySelectorThatIsBadTakesTheObjectWithIt() {
    // Without any selector the table would be for all sidecars.
    ReadResult result =
        reader.read(
            "c",
            Trees.routeTable("hosts: [a.b]\nworkloadSelectors: [{selector: {labels: {app: 5}}}]"));
    assertThat(result.resource()).isEmpty();
    assertThat(only(result).field()).isEqualTo("workloadSelectors[0].selector.labels[\"app\"]");
    assertThat(only(result).why()).startsWith("The whole object is left out");
  }

  @Test
  void aBadSelectorAmongOthersIsLeftOut() {
    ReadResult result =
        reader.read(
            "c",
            Trees.routeTable(
                "workloadSelectors: [{selector: {labels: {app: 5}}}, {selector: {labels: {app: a}}}]"));
    assertThat(only(result).why()).isEqualTo("workloadSelectors[0] is left out; the rest stays.");
    assertThat(((RouteTable) result.resource().orElseThrow()).spec().workloadSelectors())
        .hasSize(1);
  }

  @Test
  void aPolicyWhoseOnlySelectorIsBadSelectsNothing() {
    ReadResult result =
        reader.read(
            "c",
            Trees.object(
                RESILIENCE,
                "RetryTimeoutPolicy",
                "applyToRoutes: [{route: {labels: 5}}]\nconfig: {requestTimeout: 1s}"));
    assertThat(result.resource()).isEmpty();
  }

  @Test
  void aBadHarmlessFieldIsAbsent() {
    ReadResult result = reader.read("c", Trees.routeTable("hosts: [a.b]\nweight: heavy"));
    assertThat(only(result).why()).isEqualTo("The field counts as absent.");
    assertThat(((RouteTable) result.resource().orElseThrow()).spec().weight()).isZero();
  }

  @Test
  void tellsEveryProblemAtOnce() {
    ReadResult result =
        reader.read(
            "c",
            Trees.routeTable("hosts: ['a b', c.d]\nweight: x\nfoo: 1\nhttp: [{}, {forwardTo: 5}]"));
    assertThat(result.findings())
        .extracting(Finding::field)
        .containsExactlyInAnyOrder("hosts[0]", "weight", "foo", "http[0]", "http[1].forwardTo");
  }

  // Objects

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "[]",
        "text",
        "{}",
        "{kind: RouteTable}",
        "{apiVersion: v1}",
        "{apiVersion: 5, kind: {}}"
      })
  void anObjectWithoutFormGivesAFinding(String yaml) {
    ReadResult result = reader.read("c", Trees.yaml(yaml));
    assertThat(result.resource()).isEmpty();
    assertThat(only(result).severity()).isEqualTo(Severity.ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{name: ''}", "{name: 5}", "{generateName: a-}"})
  void anObjectWithoutANameGivesAFinding(String metadata) {
    for (String kind :
        List.of(
            "networking.gloo.solo.io/v2\nkind: RouteTable", "v1\nkind: Service", "v1\nkind: Pod")) {
      ReadResult result =
          reader.read("c", Trees.yaml("apiVersion: " + kind + "\nmetadata: " + metadata));
      assertThat(result.resource()).isEmpty();
      assertThat(only(result).reason()).isEqualTo(Reason.MISSING_NAME);
      assertThat(only(result).field()).isEqualTo("metadata.name");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "networking.gloo.solo.io/v2,RouteTabel,Did you mean RouteTable?",
    "networking.gloo.solo.io/v1,RouteTable,Write apiVersion networking.gloo.solo.io/v2.",
    "admin.gloo.solo.io/v2,RouteTable,Write apiVersion networking.gloo.solo.io/v2.",
    "networking.gloo.solo.io/v2,Banana,Check apiVersion and kind."
  })
  void anUnknownKindOfOurGroupsGivesAHint(String apiVersion, String kind, String remedy) {
    ReadResult result = reader.read("c", Trees.object(apiVersion, kind, ""));
    assertThat(result.resource()).isEmpty();
    assertThat(only(result).reason()).isEqualTo(Reason.UNKNOWN_KIND);
    assertThat(only(result).remedy()).isEqualTo(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "v1,Secret",
    "batch/v1,Job",
    "internal.gloo.solo.io/v2,DiscoveredGateway",
    "example.com/v1,RouteTable"
  })
  void foreignKindsGiveNothing(String apiVersion, String kind) {
    assertThat(reader.read("c", Trees.object(apiVersion, kind, "a: b")))
        .isEqualTo(ReadResult.NOTHING);
  }

  @Test
  void labelsOfAnObjectThatAreNoTextsAreLeftOut() {
    JsonNode object =
        Trees.yaml(
            "apiVersion: networking.gloo.solo.io/v2\nkind: RouteTable\nmetadata: {name: n, labels: {a: true, b: c}, creationTimestamp: today}");
    ReadResult result = reader.read("c", object);
    assertThat(result.findings())
        .extracting(Finding::field)
        .containsExactlyInAnyOrder("metadata.labels[\"a\"]", "metadata.creationTimestamp");
    assertThat(result.resource().orElseThrow().labels()).containsOnlyKeys("b");
    assertThat(result.resource().orElseThrow().meta().created()).isNull();
  }
}
