package dev.isthmus.cli.diff;

import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Step;
import dev.isthmus.istio.Destination;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changes for requests, in a sentence per host and caller. */
final class TrafficChange {
  /** Who calls what, and where that went and goes. */
  private record Caller(String workloads, String cluster, String hosts, String before, String after)
      implements Comparable<Caller> {
    @Override
    public int compareTo(Caller other) {
      return toString().compareTo(other.toString());
    }
  }

  private TrafficChange() {}

  static List<String> sentences(List<Step> steps) {
    Map<Caller, TreeSet<String>> namespaces = new TreeMap<>();
    for (Step step : steps) {
      for (ObjectChange change : step.changes()) {
        callers(change)
            .forEach(caller ->
                namespaces
                    .computeIfAbsent(caller, _ -> new TreeSet<>())
                    .add(change.key().namespace()));
      }
    }
    List<String> sentences = new ArrayList<>();
    namespaces.forEach((caller, in) ->
        sentences.add(
            "Requests of "
                + caller.workloads
                + " in "
                + String.join(", ", in)
                + " ("
                + caller.cluster
                + ") to "
                + caller.hosts
                + " go to "
                + caller.after
                + " instead of "
                + caller.before
                + "."));
    return sentences;
  }

  private static List<Caller> callers(ObjectChange change) {
    Map<String, String> before = targets(change.before());
    Map<String, String> after = targets(change.after());
    VirtualService any = routes(change.before() == null ? change.after() : change.before());
    if (any == null) {
      return List.of();
    }
    List<Caller> callers = new ArrayList<>();
    var workloads = new TreeSet<>(before.keySet());
    workloads.addAll(after.keySet());
    String hosts = String.join(", ", any.hosts());
    for (String workload : workloads) {
      String old = before.getOrDefault(workload, unrouted(any));
      String now = after.getOrDefault(workload, unrouted(any));
      if (!old.equals(now)) {
        callers.add(new Caller(workload, change.key().cluster(), hosts, old, now));
      }
    }
    return callers;
  }

  /** Where requests go that no route takes: a sidecar knows the host itself, a gateway nothing. */
  private static String unrouted(VirtualService routes) {
    return routes.gateways().isEmpty() || routes.gateways().contains("mesh")
        ? "the host itself"
        : "nowhere (404)";
  }

  private static @Nullable VirtualService routes(@Nullable IstioObject object) {
    return object != null && object.spec() instanceof VirtualService routes ? routes : null;
  }

  /** By workloads, where their requests go. */
  private static Map<String, String> targets(@Nullable IstioObject object) {
    VirtualService routes = routes(object);
    if (routes == null) {
      return Map.of();
    }
    Map<String, TreeSet<String>> targets = new TreeMap<>();
    for (HttpRoute route : routes.http()) {
      for (String workload : workloads(route)) {
        targets.computeIfAbsent(workload, _ -> new TreeSet<>()).addAll(destinations(route));
      }
    }
    Map<String, String> joined = new TreeMap<>();
    targets.forEach((workload, hosts) -> joined.put(workload, String.join(" and ", hosts)));
    return joined;
  }

  private static Set<String> workloads(HttpRoute route) {
    Set<String> workloads = new TreeSet<>();
    route.match().forEach(match -> workloads.add(workloads(match.sourceLabels())));
    if (workloads.isEmpty()) {
      workloads.add(workloads(Map.of()));
    }
    return workloads;
  }

  private static String workloads(Map<String, String> labels) {
    return labels.isEmpty()
        ? "all workloads"
        : labels.entrySet().stream()
            .map(Objects::toString)
            .sorted()
            .collect(Collectors.joining(",", "workloads ", ""));
  }

  private static List<String> destinations(HttpRoute route) {
    if (route.redirect() != null) {
      return List.of("a redirect");
    }
    if (route.directResponse() != null) {
      return List.of("a direct response with status " + route.directResponse().status());
    }
    return route.route().stream()
        .map(to -> to.destination())
        .filter(Objects::nonNull)
        .map(TrafficChange::text)
        .toList();
  }

  private static String text(Destination destination) {
    return destination.subset().isEmpty()
        ? destination.host()
        : destination.host() + " (" + destination.subset() + ")";
  }
}
