package dev.isthmus.translate.emit;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.translate.plan.ResolvedRoute;
import dev.isthmus.translate.plan.ServiceDestinations.Answer;
import dev.isthmus.translate.route.MatchScope;
import dev.isthmus.translate.route.Place;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A VirtualService's spec with what it was made from: where all of that is equal, in another
 * namespace or cluster, so is the spec.
 *
 * @param gateways the Gateways, or {@code mesh}
 * @param hosts the hosts
 * @param scopes the proxies
 * @param calls the destinations that were asked for, in order
 * @param answers what they are
 * @param spec the spec
 * @param findings what is wrong with the routes
 * @param broken whether a route is replaced because it is wrong
 */
record RoutedSpec(
    List<String> gateways,
    List<String> hosts,
    List<MatchScope> scopes,
    List<Call> calls,
    List<Answer> answers,
    VirtualService spec,
    List<Finding> findings,
    boolean broken) {
  RoutedSpec {
    gateways = List.copyOf(gateways);
    hosts = List.copyOf(hosts);
    scopes = List.copyOf(scopes);
    calls = List.copyOf(calls);
    answers = List.copyOf(answers);
    findings = List.copyOf(findings);
  }

  /** A destination of a table, and where it is named. */
  record Call(RouteTable table, DestinationReference reference, Place place) {}

  boolean isFor(List<String> otherGateways, List<String> otherHosts, List<MatchScope> otherScopes) {
    return gateways.equals(otherGateways) && hosts.equals(otherHosts) && scopes.equals(otherScopes);
  }

  /** Istio refuses a VirtualService without routes. */
  boolean isEmpty() {
    return spec.http().isEmpty() && spec.tcp().isEmpty() && spec.tls().isEmpty();
  }

  /** The settings that let its routes lead there. */
  SortedSet<ObjectRef> settings() {
    return leads()
        .flatMap(each -> each.by().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The clusters by whose workloads alone there is something where its routes lead. */
  SortedSet<String> answering() {
    return leads()
        .flatMap(each -> each.answering().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where its routes lead. */
  List<ResolvedRoute> leadsTo() {
    return leads().map(Answer.Leads::route).distinct().toList();
  }

  private Stream<Answer.Leads> leads() {
    return answers.stream().filter(Answer.Leads.class::isInstance).map(Answer.Leads.class::cast);
  }
}
