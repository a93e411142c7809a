package dev.isthmus.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.isthmus.testing.Kubectl;
import dev.isthmus.testing.Kubectl.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs through API servers, server, relay and agents; without Envoys. */
final class LabLiveTest {
  private static final String BACKENDS = "bookinfo-backends";
  private static final String ENTRY = "vd-reviews-bookinfo-backends-svc-cluster%s-global-bookinfo";
  private static final String ROUTED = "routetable-reviews-bookinfo-backends-cluster1-bookinfo";
  private static final String ROUTE =
      Path.of(
              System.getProperty("basedir", "."),
              "../examples/workshop/labs/lab-11/02-routetable-reviews.yaml")
          .toString();

  @TempDir private Path temporary;

  @Test
  void whatAgentsWriteIsWhatTheLabShows() throws Exception {
    JsonNode live = lab("lab-11", "--live", "--no-traffic", "-o", "json");
    JsonNode offline = lab("lab-11", "--no-traffic", "-o", "json");

    assertThat(live.path("ok").asBoolean()).as(live.toPrettyString()).isTrue();
    assertThat(live.path("sum")).isEqualTo(offline.path("sum"));
    assertThat(live.at("/live/contexts").toString())
        .isEqualTo("[\"cluster1\",\"cluster2\",\"mgmt\"]");
    for (int i = 0; i < offline.path("steps").size(); i++) {
      JsonNode step = live.path("steps").path(i);
      assertThat(step.path("changes")).isEqualTo(offline.path("steps").path(i).path("changes"));
      assertThat(step.path("appliedMicros").asLong()).isPositive();
    }
    assertThat(Path.of(live.at("/live/kubeconfig").asText())).doesNotExist();
  }

  private JsonNode lab(String... args) throws Exception {
    try (LabProcess lab = LabProcess.start(temporary, Map.of(), args)) {
      int code = lab.end();
      String said = String.join("\n", lab.said());
      assertThat(code).as(said).isZero();
      assertThat(LeftBehind.after(temporary, List.of())).isEmpty();
      return new ObjectMapper().readTree(said);
    }
  }

  @Test
  void kubectlWorksOnAHeldLab(@TempDir Path home) throws Exception {
    assumeTrue(Kubectl.onPath().isPresent(), "skipped: no kubectl on PATH");
    try (LabProcess lab = held()) {
      Kubectl kubectl = kubectl(lab, home);
      looksAtWhatWasFederated(kubectl);
      Result applied = kubectl.run("--context", "cluster1", "apply", "-f", ROUTE);
      assertThat(applied.out()).contains("routetable.networking.gloo.solo.io/reviews created");
      lab.await("change     RouteTable bookinfo-backends/reviews (cluster1)");
      assertThat(lab.await("Istio objects in")).contains("11 Istio objects in 2 clusters");
      assertThat(out(kubectl, "get", "virtualservice", "-n", BACKENDS, ROUTED, "-o", "yaml"))
          .contains("host: reviews.bookinfo-backends.svc.cluster2.global", "subset: version-v3");
      assertThat(out(kubectl, "get", "dr", "-n", BACKENDS)).contains("svc.cluster2.global");
      out(kubectl, "delete", "routetable", "reviews", "-n", BACKENDS);
      lab.await("change     deleted RouteTable bookinfo-backends/reviews (cluster1)");
      lab.await("Istio objects in");
      assertThat(kubectl.run("--context", "cluster1", "get", "vs", "-n", BACKENDS, ROUTED).err())
          .contains("NotFound");

      lab.signal("INT");
      assertThat(lab.end()).as("ended by Ctrl-C").isEqualTo(130);
      assertThat(LeftBehind.after(temporary, List.of())).isEmpty();
    }
  }

  /** The document's commands before its RouteTable, and what its script asks. */
  private static void looksAtWhatWasFederated(Kubectl kubectl) throws Exception {
    assertThat(out(kubectl, "get", "serviceentry", "-n", BACKENDS, ENTRY.formatted(1), "-oyaml"))
        .contains("gloo.solo.io/parent_name: reviews", "resolution: STATIC", "generation: 1");
    assertThat(out(kubectl, "get", "serviceentry", "-n", BACKENDS, ENTRY.formatted(2), "-oyaml"))
        .contains("- address: 172.23.0.6", "http-9080: 15443");
    assertThat(
            out(
                kubectl,
                "get",
                "serviceentries.networking.istio.io",
                "-n",
                "bookinfo-frontends",
                "-l",
                "gloo.solo.io/parent_name=reviews"))
        .contains("LOCATION", ENTRY.formatted(2));
    assertThat(out(kubectl, "get", "dr,vs,gw,se", "-A"))
        .contains("destinationrule.networking.istio.io/reviews-bookinfo-backends-svc-c-")
        .contains("serviceentry.networking.istio.io/" + ENTRY.formatted(1));
    assertThat(out(kubectl, "get", "workspacesettings", "-A")).contains("bookinfo");
  }

  private static String out(Kubectl kubectl, String... words) throws Exception {
    String[] all = new String[words.length + 2];
    all[0] = "--context";
    all[1] = "cluster1";
    System.arraycopy(words, 0, all, 2, words.length);
    Result result = kubectl.run(all);
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }

  private LabProcess held() throws IOException {
    LabProcess lab =
        LabProcess.start(
            temporary, Map.of(), "lab-11", "--live", "--no-traffic", "--until", "1", "--hold");
    lab.await("hold ");
    return lab;
  }

  private static Kubectl kubectl(LabProcess lab, Path home) throws IOException {
    String line = lab.await("export KUBECONFIG=");
    Path kubeconfig = Path.of(line.substring(line.indexOf('=') + 1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig)))
        .isEqualTo("rw-------");
    return new Kubectl(home, Files.readString(kubeconfig));
  }
}
