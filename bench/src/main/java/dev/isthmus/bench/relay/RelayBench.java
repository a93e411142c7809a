package dev.isthmus.bench.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Heap;
import dev.isthmus.bench.Samples;
import dev.isthmus.bench.Span;
import dev.isthmus.identity.Credential;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * {@code bench/run relay [N]}: a server of the relay and N agents in one JVM, beside plain TLS of
 * the same kind in the same run. Prints one line of JSON. CPU time is that of the whole JVM, both
 * ends; so is the heap.
 */
public final class RelayBench {
  /**
   * How much is measured.
   *
   * @param idle how long CPU time is taken while nothing happens
   * @param orders how many orders are acknowledged, one after the other
   * @param unread how many orders the agent is sent that does not read
   * @param objects how many objects these are about
   */
  record Sizes(int agents, Duration idle, int orders, int unread, int objects) {}

  private final Sizes sizes;
  private final Certificates certificates = new Certificates();
  private final ObjectNode report = JsonNodeFactory.instance.objectNode();
  private long revision = 1;

  private RelayBench(Sizes sizes) {
    this.sizes = sizes;
    report.put("bench", "relay").put("agents", sizes.agents());
  }

  /** Argument: the number of agents; 2,000 without it. */
  public static void main(String[] args) throws Exception {
    int agents = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    System.out.println(measure(new Sizes(agents, Duration.ofSeconds(30), 500, 100_000, 1_000)));
  }

  /** All measurements. */
  static ObjectNode measure(Sizes sizes) throws Exception {
    return new RelayBench(sizes).run();
  }

  private ObjectNode run() throws Exception {
    int agents = sizes.agents();
    List<Credential> credentials = certificates.agents(agents);
    Span floor = floor(credentials);
    SlowReader slow = new SlowReader(sizes.unread(), sizes.objects());
    try (Fleet fleet = new Fleet(certificates)) {
      long before = Heap.used();
      Span connected =
          Span.of(() -> {
            for (Credential credential : credentials) {
              fleet.start(credential);
            }
            fleet.awaitWelcomed(agents);
          });
      report.set("connect", beside(connected, floor));
      report.put("heapBytesPerAgent", (Heap.used() - before) / agents);
      Span idle = Span.of(() -> Thread.sleep(sizes.idle()));
      report.set("idle", idle.report());
      report.set("order", orders(fleet).report());
      report.set("slowReader", slow.measure(fleet, certificates, agents));
      Span storm =
          Span.of(() -> {
            fleet.restart();
            fleet.awaitWelcomed(agents + 1);
          });
      report.set("storm", beside(storm, floor));
    }
    return report;
  }

  /** The second of two rounds counts: the first warms up what both need. */
  private Span floor(List<Credential> credentials) throws Exception {
    try (TlsFloor tls = new TlsFloor(certificates)) {
      report.set("firstTls", tls.connect(tls.clients(credentials)).report());
      Span floor = tls.connect(tls.clients(credentials));
      report.set("tls", floor.report());
      SSLContext client = tls.clients(credentials.subList(0, 1)).getFirst();
      int bytes = Sample.entry("cluster-0", 0, 0).json().toString().length();
      report.set("tlsRoundTrip", tls.roundTrips(client, bytes, sizes.orders()).report());
      return floor;
    }
  }

  private static ObjectNode beside(Span span, Span floor) {
    return span.report().put("cpuRatio", Samples.rounded((double) span.cpu() / floor.cpu()));
  }

  /** From an order to its acknowledgement, of one agent among all; the first third warms up. */
  private Samples orders(Fleet fleet) throws IOException {
    Samples samples = new Samples();
    for (int i = -sizes.orders() / 2; i < sizes.orders(); i++) {
      Authority authority = new Authority(1, ++revision);
      Down.Desired order =
          new Down.Desired(authority, List.of(Sample.entry("cluster-0", 0, i)), List.of());
      Cost cost = Cost.of(() -> orderAndWait(fleet, order));
      if (i >= 0) {
        samples.add(cost);
      }
    }
    return samples;
  }

  private static void orderAndWait(Fleet fleet, Down.Desired order) throws IOException {
    fleet.order("cluster-0", order);
    try {
      fleet.awaitApplied(order.authority());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
