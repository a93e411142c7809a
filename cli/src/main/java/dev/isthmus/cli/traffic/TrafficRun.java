package dev.isthmus.cli.traffic;

import dev.isthmus.lab.LabDefinition;
import dev.isthmus.lab.LabRequest;
import dev.isthmus.lab.RequestExpectation;
import dev.isthmus.traffic.LabPod;
import dev.isthmus.traffic.LabTraffic;
import dev.isthmus.traffic.request.Flow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The traffic of a lab that runs: configuration goes in, requests show what came of it. */
public final class TrafficRun implements AutoCloseable {
  private final LabDefinition lab;
  private final LabTraffic traffic;
  private final Delivery delivery;
  private final Senders senders;
  private final Map<String, Round> last = new HashMap<>();

  private TrafficRun(LabDefinition lab, LabTraffic traffic) {
    this.lab = lab;
    this.traffic = traffic;
    delivery = new Delivery(traffic);
    senders = new Senders(traffic);
  }

  /**
   * Claims what the lab needs on this machine; no Envoy runs yet.
   *
   * @param envoy the Envoy
   */
  public static TrafficRun open(LabDefinition lab, Path envoy) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    return new TrafficRun(lab, LabTraffic.open(envoy, parent, InstantSource.system()));
  }

  /** Starts the Envoys and the applications. */
  public void start(Meshes meshes) throws IOException, InterruptedException {
    delivery.start(meshes);
  }

  public LabTraffic traffic() {
    return traffic;
  }

  /** Sends each of these requests as often as the lab says, and checks the answers. */
  public List<Answered> ask(List<RequestExpectation> expectations)
      throws IOException, InterruptedException {
    List<Answered> result = new ArrayList<>();
    for (RequestExpectation expected : expectations) {
      Round round = ask(lab.request(expected.request()).orElseThrow());
      result.add(new Answered(round, RoundCheck.differences(round, expected)));
    }
    return result;
  }

  /** Sends a request as often as the lab says. */
  public Round ask(LabRequest request) throws IOException, InterruptedException {
    Round round = senders.round(request);
    last.put(request.name(), round);
    return round;
  }

  /** Whether a request that is answered is to be answered by somebody who did not last time. */
  public boolean isNews(RequestExpectation expected) {
    Round round = last.get(expected.request());
    return round != null
        && isAnswered(round)
        && !round.answers().keySet().containsAll(expected.answers());
  }

  /** Starts to send the requests that are answered before and after a change. */
  public Flows flow(List<RequestExpectation> after) {
    Flows flows = new Flows();
    for (RequestExpectation expected : after) {
      Round round = last.get(expected.request());
      if (expected.wantedStatus() == 200 && round != null && isAnswered(round)) {
        start(flows, round);
      }
    }
    return flows;
  }

  /** Sends every request of the lab as often as it says. */
  public List<Round> askAll() throws IOException, InterruptedException {
    List<Round> rounds = new ArrayList<>();
    for (LabRequest request : lab.requests()) {
      rounds.add(ask(request));
    }
    return rounds;
  }

  /** How each request was answered last, by its name. */
  public Map<String, Round> lastRounds() {
    return Map.copyOf(last);
  }

  /** How a person sends a request. */
  public String curl(LabRequest request) {
    return senders.curl(request);
  }

  /** Starts to send every request that is answered now. */
  public Flows flow() {
    Flows flows = new Flows();
    last.values().stream().filter(TrafficRun::isAnswered).forEach(it -> start(flows, it));
    return flows;
  }

  private void start(Flows flows, Round round) {
    LabRequest request = round.request();
    flows.add(request, Flow.start(senders.of(request)), Set.copyOf(round.answers().keySet()));
  }

  private static boolean isAnswered(Round round) {
    return round.visits().stream().allMatch(visit -> visit.status() == 200);
  }

  /**
   * Brings the Envoys to the state of the environment, step by step.
   *
   * @return how many steps the Istio objects took
   */
  public int deliver(Meshes meshes) throws IOException, InterruptedException {
    return delivery.deliver(meshes);
  }

  /**
   * Gives the running Envoys of some clusters what these hold now, all at once, as istiods do;
   * returns when every Envoy holds it. For one thread beside those that ask.
   *
   * @param part the clusters, with the generated objects that they hold
   */
  public void show(Meshes part) throws IOException, InterruptedException {
    delivery.show(part);
  }

  /** Ends the Envoys of a gateway. */
  public void stop(LabDefinition.Outage outage) throws IOException, InterruptedException {
    for (LabPod pod : gateways(outage)) {
      traffic.stop(pod);
    }
  }

  /**
   * Starts the Envoys of a gateway again.
   *
   * @return milliseconds from then to the first answer to the outage's first request
   */
  public long startAgain(LabDefinition.Outage outage) throws IOException, InterruptedException {
    LabRequest request = lab.request(outage.traffic().getFirst().request()).orElseThrow();
    Flows flows = new Flows();
    try (flows) {
      flows.add(request, Flow.start(senders.of(request)), Set.of());
      flows.mark();
      for (LabPod pod : gateways(outage)) {
        traffic.startAgain(pod);
      }
      return flows.finish(true).getFirst().firstNew().orElse(-1);
    }
  }

  private List<LabPod> gateways(LabDefinition.Outage outage) throws IOException {
    List<LabPod> pods =
        traffic.pods().stream()
            .filter(
                pod -> pod.cluster().equals(outage.cluster()) && pod.app().equals(outage.gateway()))
            .toList();
    if (pods.isEmpty()) {
      throw new IOException("no gateway " + outage.gateway() + " in " + outage.cluster());
    }
    return pods;
  }

  @Override
  public void close() throws IOException {
    senders.close();
    traffic.close();
  }
}
