package dev.isthmus.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.Workshop;
import dev.isthmus.server.lead.Lead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells of itself: metrics, health, readiness, log. */
final class LiveHealthTest {
  @TempDir private Path record;
  private @Nullable LiveWorld world;
  private @Nullable LiveHttp http;

  @AfterEach
  void stop() {
    if (http != null) {
      http.close();
    }
    if (world != null) {
      world.close();
    }
  }

  /** A lead that the test decides. */
  private static final class Decided implements Lead {
    private @Nullable Listener listener;

    @Override
    public void start(Listener told) {
      listener = told;
    }

    Listener listener() {
      assertThat(listener).isNotNull();
      return listener;
    }

    @Override
    public void raise(long above) {
      listener().leads(above + 1);
    }

    @Override
    public void close() {}
  }

  private LiveWorld start(Lead lead) throws IOException {
    LiveWorld started = new LiveWorld(record, lead);
    world = started;
    LiveServer server = started.server();
    http =
        LiveHttp.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            started.metrics(),
            () -> {},
            server::broken,
            server::problem);
    return started;
  }

  private HttpResponse<String> get(String path) {
    assertThat(http).isNotNull();
    URI uri = URI.create("http://127.0.0.1:" + http.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void awaitReady(LiveWorld in) {
    in.await(
        "ready",
        () ->
            get("/readyz").statusCode() == 200
                ? Optional.empty()
                : Optional.of(get("/readyz").body()));
  }

  @Test
  void aServerWithoutTheLeadIsHealthyAndNotReady() throws Exception {
    Decided lead = new Decided();
    LiveWorld now = start(lead);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).startsWith("another server leads");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);

    lead.listener().leads(1);
    awaitReady(now);

    lead.listener().lost("the Lease is another's");
    assertThat(now.server().ended().toCompletableFuture().get(5, TimeUnit.MINUTES))
        .contains("the Lease is another's");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").body()).contains("the Lease is another's");
  }

  @Test
  void aManagementClusterThatIsAwayIsNotReady() throws Exception {
    LiveWorld now = start(Lead.alone());
    awaitReady(now);

    now.sim("mgmt").close();

    now.await(
        "not ready",
        () -> {
          HttpResponse<String> answer = get("/readyz");
          return answer.statusCode() == 503
                  && answer.body().contains("the agent of the management cluster")
              ? Optional.empty()
              : Optional.of(answer.body());
        });
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void figuresSayWhatIsThere() throws Exception {
    LiveWorld now = start(Lead.alone());
    LiveObjects objects = new LiveObjects(now);
    Workshop workshop = LiveObjects.workshop();
    objects.load(workshop.clusters());
    now.startAgents();
    objects.perform(workshop);
    now.await("all labs", objects::difference);

    int there = objects.ours("cluster1").size();
    awaitFigure(now, "isthmus_objects{cluster=\"cluster1\"} " + there + ".0");
    awaitFigure(now, "isthmus_agents{cluster=\"cluster2\",state=\"writing\"} 1.0");
    now.await(
        "nothing waits",
        () ->
            figures().contains("isthmus_changes_waiting{")
                ? Optional.of(figures())
                : Optional.empty());
    for (String counted :
        List.of(
            "isthmus_translation_seconds_count",
            "isthmus_applied_seconds_count{cluster=\"cluster1\"}",
            "isthmus_orders_total{cluster=\"cluster1\"}",
            "isthmus_agent_writes_total{cluster=\"cluster1\",kind=\"Gateway\",result=\"stored\",write=\"create\"}")) {
      awaitFigure(now, counted, Pattern.quote(counted) + " [1-9].*");
    }
    for (String said :
        List.of(
            "server cluster1: orders Gateway istio-gateways/",
            "agent cluster1: created Gateway istio-gateways/")) {
      now.await(
          said,
          () ->
              now.lines().stream().anyMatch(line -> line.startsWith(said))
                  ? Optional.empty()
                  : Optional.of("it was not said"));
    }

    now.stopAgent("cluster2");
    awaitFigure(now, "isthmus_agents{cluster=\"cluster2\",state=\"away\"} 1.0");
    LabDefinition last = workshop.until("lab-11").getLast();
    objects.perform(last.steps().get(last.indexOf("route")), workshop.folder(last));
    now.await(
        "what waits",
        () ->
            figures().contains("isthmus_changes_waiting{cluster=\"cluster2\",why=\"agent\"}")
                ? Optional.empty()
                : Optional.of(figures()));
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  private String figures() {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private void awaitFigure(LiveWorld in, String line) {
    awaitFigure(in, line, Pattern.quote(line));
  }

  private void awaitFigure(LiveWorld in, String what, String pattern) {
    in.await(
        what,
        () ->
            figures().lines().anyMatch(line -> line.matches(pattern))
                ? Optional.empty()
                : Optional.of(figures()));
  }
}
