package dev.isthmus.cli.traffic;

import dev.isthmus.lab.LabRequest;
import dev.isthmus.traffic.LabPod;
import dev.isthmus.traffic.LabTraffic;
import dev.isthmus.traffic.address.LoopbackAddresses;
import dev.isthmus.traffic.request.Flow;
import dev.isthmus.traffic.request.Visit;
import dev.isthmus.traffic.request.Visitor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Sends a lab's requests from where they are to come from. */
final class Senders implements AutoCloseable {
  private static final int AT_ONCE = 5;
  private static final String REQUESTS = "rq_total";

  private final LabTraffic traffic;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
  private final Map<String, Visitor> visitors = new HashMap<>();

  Senders(LabTraffic traffic) {
    this.traffic = traffic;
  }

  /** Sends a request once; what counts is who answers for the service that it is about. */
  Flow.Sender of(LabRequest request) {
    LabPod pod = podOf(request);
    Visitor visitor =
        visitors.computeIfAbsent(
            pod == null ? "" : pod.node(),
            _ -> pod == null ? traffic.visitorOutside() : traffic.visitorIn(pod));
    URI uri = onThisMachine(traffic, request.url());
    String service = request.of() == null ? "" : request.of();
    return () -> visitor.visit(uri).of(service);
  }

  private @Nullable LabPod podOf(LabRequest request) {
    if (request.from() == null) {
      return null;
    }
    return traffic.pods().stream()
        .filter(pod -> pod.cluster().equals(request.cluster()) && pod.app().equals(request.from()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "no pod of " + request.from() + " runs in " + request.cluster()));
  }

  /** An address of the clusters in a URL is that of this machine; a host of the mesh stays. */
  static URI onThisMachine(LabTraffic traffic, String url) {
    URI uri = URI.create(url);
    if (!LoopbackAddresses.isMappable(uri.getHost())) {
      return uri;
    }
    int port = uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    return URI.create(uri.getScheme() + "://" + traffic.at(uri.getHost(), port) + uri.getRawPath());
  }

  /** The command that sends a request once. */
  String curl(LabRequest request) {
    LabPod pod = podOf(request);
    String url = onThisMachine(traffic, request.url()).toString();
    if (pod != null) {
      InetSocketAddress sidecar = traffic.inside(pod, LabTraffic.HTTP_PROXY_PORT);
      return "curl -x http://" + sidecar.getHostString() + ":" + sidecar.getPort() + " " + url;
    }
    return url.startsWith("https:")
        ? "curl --cacert " + traffic.folder().resolve("root.pem") + " " + url
        : "curl " + url;
  }

  Round round(LabRequest request) throws IOException, InterruptedException {
    LabPod pod = podOf(request);
    Map<String, Long> before = pod == null ? Map.of() : traffic.admin(pod).upstreams(REQUESTS);
    List<Visit> visits = visits(request);
    Map<String, Long> after = pod == null ? Map.of() : traffic.admin(pod).upstreams(REQUESTS);
    NavigableSet<Round.Gateway> through = new TreeSet<>();
    after.forEach((address, count) -> {
      if (count > before.getOrDefault(address, 0L)) {
        gateway(address).ifPresent(through::add);
      }
    });
    return new Round(request, visits, through);
  }

  private List<Visit> visits(LabRequest request) throws IOException, InterruptedException {
    Callable<Visit> one = of(request)::send;
    List<Visit> visits = new ArrayList<>();
    List<Callable<Visit>> all = new ArrayList<>();
    for (int i = 0; i < request.count(); i++) {
      all.add(one);
    }
    for (Future<Visit> visit : threads.invokeAll(all)) {
      try {
        visits.add(visit.get());
      } catch (ExecutionException e) {
        throw new IOException("a request of the lab could not be sent", e.getCause());
      }
    }
    return visits;
  }

  private Optional<Round.Gateway> gateway(String address) {
    return traffic
        .gatewayAt(address)
        .map(pod -> new Round.Gateway(pod.app(), pod.cluster(), address));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    visitors.values().forEach(Visitor::close);
  }
}
