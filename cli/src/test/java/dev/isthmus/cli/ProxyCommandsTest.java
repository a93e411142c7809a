package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code proxy-config} and {@code proxy-status} from end to end, on the workshop's lab 11. */
final class ProxyCommandsTest {
  private static final String PRODUCTPAGE = "productpage-v1.bookinfo-frontends";
  private static final String EASTWEST = "deploy/istio-eastwestgateway.istio-gateways";

  @TempDir static Path kept;
  private static Path federated;
  private static Path routed;

  @TempDir Path folder;

  @BeforeAll
  static void keepLab11() {
    Ended.lab11("federate", kept.resolve("federate"));
    Ended.lab11("route", kept.resolve("route"));
    federated = kept.resolve("federate/env");
    routed = kept.resolve("route/env");
  }

  private static String resource(String name) throws IOException {
    try (var in = ProxyCommandsTest.class.getResourceAsStream("/proxy/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Ended show(String what, String pod, String cluster, Object... more) {
    Object[] words = new Object[7 + more.length];
    List.of("proxy-config", what, pod, "--env", routed, "--cluster", cluster).toArray(words);
    System.arraycopy(more, 0, words, 7, more.length);
    return Ended.of(words);
  }

  /** The lab's rows of reviews, whose hashes are not published. */
  private static List<String> reviews(String table) {
    return table
        .lines()
        .filter(line -> line.contains("reviews"))
        .map(line -> line.replaceAll("-svc-c-[0-9a-f]{31}", "-svc-c-HASH").stripTrailing())
        .toList();
  }

  @Test
  void clustersAreWhatTheLabPrintsAfterTheRouteTable() throws IOException {
    assertThat(reviews(show("clusters", PRODUCTPAGE, "cluster1").out()))
        .isEqualTo(reviews(resource("lab-11-route-reviews.txt")));
  }

  @Test
  void beforeItThereIsNoSubset() {
    Ended ended =
        Ended.of(
            "pc", "c", PRODUCTPAGE, "-e", federated, "--cluster", "cluster1", "--fqdn", "reviews");
    assertThat(ended.out().lines().skip(1).map(line -> line.replaceAll(" +", " ").split(" ")[2]))
        .containsExactly("-", "-", "-");
  }

  @ParameterizedTest
  @CsvSource({
    "clusters, productpage-v1.bookinfo-frontends, cluster1",
    "endpoints, productpage-v1.bookinfo-frontends, cluster1",
    "listeners, productpage-v1.bookinfo-frontends, cluster1",
    "routes, productpage-v1.bookinfo-frontends, cluster1",
    "all, deploy/istio-eastwestgateway.istio-gateways, cluster2",
    "listeners, reviews-v3.bookinfo-backends, cluster2",
  })
  void tablesAreAsKept(String what, String pod, String cluster) throws IOException {
    Ended ended = show(what, pod, cluster);
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    String name = pod.replaceFirst("^.*/", "").replaceFirst("\\..*", "");
    assertThat(ended.out())
        .isEqualTo(resource("lab-11-" + cluster + "-" + name + "-" + what + ".txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clusters", "endpoints", "listeners", "routes", "all"})
  void aConfigDumpOfOursReadsBackToTheSame(String what) throws IOException {
    Path file = folder.resolve("dump.json");
    Files.writeString(file, show("all", PRODUCTPAGE, "cluster1", "-o", "json").out());
    for (String format : List.of("table", "json", "yaml")) {
      Ended kept = Ended.of("proxy-config", what, "--file", file, "-o", format);
      assertThat(kept.out()).isEqualTo(show(what, PRODUCTPAGE, "cluster1", "-o", format).out());
      assertThat(kept.code()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "clusters, --port 15443, 1",
    "clusters, --direction inbound, 1",
    "clusters, --subset version-v3, 1",
    "endpoints, --address 172.23.0.6, 2",
    "endpoints, --port 9080 --status healthy, 7",
    "endpoints, --cluster outbound|9080||details.bookinfo-backends.svc.cluster.local, 1",
    "listeners, --port 9080, 2",
    "listeners, --port 9080 --verbose=false, 1",
    "listeners, --address 10.2.0.11 --type tcp, 2",
    "routes, --name 9080, 6",
    "routes, --name 9080 --verbose=false, 1"
  })
  void optionsNarrowWhatIsShown(String what, String options, int rows) {
    Ended ended = show(what, PRODUCTPAGE, "cluster1", (Object[]) options.split(" "));
    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines().skip(1)).hasSize(rows);
  }

  @Test
  void statusOfAnEnvironmentSaysThatNoProxyWasAsked() throws IOException {
    Ended ended =
        Ended.of("proxy-status", "--env", routed, "--cluster", "cluster1", "--style", "1.11");
    assertThat(ended.out()).isEqualTo(resource("lab-11-cluster1-status.txt"));
    assertThat(ended.err()).startsWith("No proxy was asked:");
    Ended today = Ended.of("ps", "-e", routed, "-n", "istio-gateways", "--cluster", "cluster2");
    assertThat(today.out().lines().skip(1).map(line -> line.replaceFirst(".*  +", "")))
        .containsExactly("3 (CDS,LDS,EDS)", "2 (CDS,EDS)");
    assertThat(Ended.of("ps", "-e", routed, "-v").out()).startsWith("NAME").contains("IGNORED");
  }

  @Test
  void anEnvoyIsAskedThroughItsAdminInterface() throws IOException {
    String dump = show("all", PRODUCTPAGE, "cluster1", "-o", "json").out();
    String clusters =
        """
        {"cluster_statuses": [{"name": "outbound|80||web", "host_statuses": [{
          "address": {"socket_address": {"address": "10.0.0.1", "port_value": 80}},
          "health_status": {"failed_outlier_check": true, "eds_health_status": "HEALTHY"}}]}]}
        """;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/config_dump", dump);
    answer(server, "/clusters", clusters);
    answer(server, "/stats", "control_plane.connected_state: 1\n");
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(Ended.of("proxy-config", "routes", "--admin", url).out())
          .isEqualTo(show("routes", PRODUCTPAGE, "cluster1").out());
      assertThat(Ended.of("proxy-config", "endpoints", "--admin", url).out())
          .isEqualTo(
              """
              ENDPOINT        STATUS      OUTLIER CHECK     CLUSTER
              10.0.0.1:80     HEALTHY     FAILED            outbound|80||web
              """);
      JsonNode status =
          new JsonMapper().readTree(Ended.of("ps", "--admin", url, "-o", "json").out()).get(0);
      assertThat(status.path("types").path("CDS").asText()).isEqualTo("SYNCED");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  @Test
  void anEnvoyThatDoesNotAnswerIsAnErrorWithItsAddress() {
    String nobody = "http://127.0.0.1:1"; // no port that is ever given to somebody
    Ended ended = Ended.of("proxy-config", "clusters", "--admin", nobody);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .startsWith("error: cannot ask Envoy at " + nobody)
        .contains("Connection refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clusters nosuch -e ENV                                | No pod with an Istio proxy fits nosuch; there are:
          clusters productpage-v1.bookinfo-frontends -e ENV     | Several pods fit productpage-v1.bookinfo-frontends
          clusters istiod-1-12.istio-system -e ENV              | has no Istio proxy
          clusters svc/reviews -e ENV                           | No pods are known of a svc
          clusters productpage-v1 -e ENV --cluster nosuch       | No cluster nosuch
          clusters productpage-v1                               | Where from?
          clusters -e ENV                                       | Which pod?
          clusters productpage-v1 --file dump.json              | leave out productpage-v1
          clusters -e ENV --file dump.json                      | mutually exclusive
          clusters --file /no/such.json                         | /no/such.json: no such file or folder
          clusters productpage-v1 -e /no/such                   | /no/such: no such file or folder
          clusters -e ENV -o xml p                              | no format; there are table
          ''                                                    | Missing what to show
          """)
  void badUsageIsToldInALine(String words, String message) {
    Ended ended =
        Ended.of(
            (Object[])
                ("proxy-config " + words).replace("ENV", routed.toString()).strip().split(" "));
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("error: ").contains(message).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json            | dump.json:1:1: not JSON
          {"a": 1}            | no config dump of Envoy
          {"configs": []}     | the config dump has no ClustersConfigDump
          """)
  void aFileThatIsNoDumpIsAnErrorWithItsName(String text, String message) throws IOException {
    Path file = folder.resolve("dump.json");
    Files.writeString(file, text);
    Ended ended = Ended.of("proxy-config", "clusters", "--file", file);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).startsWith("error: " + file.getParent()).contains(message);
  }

  @Test
  void whatIsNotKnownOfAClusterIsSaid() throws IOException {
    Ended.lab11("route", folder);
    Path env = folder.resolve("env");
    Files.writeString(
        env.resolve("cluster1/filter.yaml"),
        "{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: f, namespace: istio-system}}");
    Files.delete(env.resolve("cluster1/istio-system/deployment-istiod-1-12.yaml"));
    Ended ended = Ended.of("pc", "c", PRODUCTPAGE, "-e", env, "--cluster", "cluster1");
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("No istiod is seen in cluster1", "1 EnvoyFilter of cluster1");
  }

  @Test
  void podsOfAGatewayAreFoundByTheirDeployment() {
    assertThat(show("routes", EASTWEST, "cluster1").code()).isZero();
  }
}
