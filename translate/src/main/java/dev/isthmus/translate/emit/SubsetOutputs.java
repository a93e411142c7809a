package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Contribution.Role;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.Rule;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.Names;
import dev.isthmus.translate.name.SubsetNames;
import dev.isthmus.translate.plan.LocalHosts;
import dev.isthmus.translate.plan.NameClaims;
import dev.isthmus.translate.plan.Use;
import dev.isthmus.translate.plan.UseKey;
import dev.isthmus.translate.plan.Uses;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.Clusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules that declare the subsets of services under their local hosts, where routes use them
 * (lab 9).
 */
public final class SubsetOutputs {

  private static final List<String> HERE = List.of(".");

  private final LocalHosts hosts;
  private final NameClaims names;
  private final Outputs outputs;

  public SubsetOutputs(
      GraphBuilder graph,
      Clusters clusters,
      Uses uses,
      LocalHosts hosts,
      Precedents precedents,
      Findings findings,
      Outputs outputs) {
    this.hosts = hosts;
    names = new NameClaims(graph, "services with subsets", precedents, findings);
    this.outputs = outputs;
    graph
        .rule("subsets of a service take names")
        .from(uses.byService)
        .uses(clusters.table)
        .emits(names.claims)
        .each((service, users, in, out) ->
            names.claim(
                text(service, hosts.of(service, in)),
                new ObjectRef(ObjectKind.SERVICE, service),
                new Age(null, service),
                out));
    graph
        .rule("subsets of a service in its own cluster: a rule wherever a route uses one")
        .from(uses.byService)
        .uses(clusters.table, names.younger)
        .uses(outputs.sources())
        .emits(outputs.table, findings.table)
        .each(this::emit);
  }

  private void emit(ObjectKey service, Entries<UseKey, Use> users, In in, Out out) {
    String host = hosts.of(service, in);
    SortedMap<String, List<Labels>> subsets = new TreeMap<>();
    Map<String, String> workspaces = new TreeMap<>();
    List<Contribution> because = new ArrayList<>();
    Set<String> clusters = new TreeSet<>();
    for (Entry<UseKey, Use> user : users) {
      if (!user.key().host().equals(host) || user.value().subsets().isEmpty()) {
        continue;
      }
      for (String namespace : user.value().places().getOrDefault(service.cluster(), List.of())) {
        subsets.merge(namespace, user.value().subsets(), Target::union);
        workspaces.putIfAbsent(namespace, user.key().workspace());
      }
      because.add(
          new Contribution(
              Role.SUBSET,
              new ObjectRef(ObjectKind.ROUTE_TABLE, user.key().table()),
              "uses " + names(user.value().subsets()),
              "subsets"));
      clusters.addAll(user.value().clusters());
    }
    if (subsets.isEmpty()) {
      return;
    }
    ObjectRef parent = new ObjectRef(ObjectKind.SERVICE, service);
    because.add(new Contribution(Role.OF, parent, "", ""));
    Provenance why = new Provenance(Rule.SUBSET_RULE, because).restingOn(clusters);
    boolean younger = names.isYounger(text(service, host), parent, in);
    subsets.forEach((namespace, used) ->
        outputs
            .sink(in, out)
            .put(
                service.cluster(),
                namespace,
                name(host, service, workspaces.getOrDefault(namespace, ""), younger),
                parent,
                SubsetRules.of(host, HERE, used),
                why));
  }

  private static String text(ObjectKey service, String host) {
    return "local host " + service.cluster() + " " + Names.sanitize(host);
  }

  private static String names(List<Labels> subsets) {
    List<String> names = new ArrayList<>();
    for (Labels subset : subsets) {
      names.add(SubsetNames.of(subset));
    }
    return String.join(", ", names);
  }

  private static String name(String host, ObjectKey service, String workspace, boolean younger) {
    String pattern =
        String.join(
            "-",
            host,
            "SERVICE",
            service.name(),
            service.namespace(),
            service.cluster(),
            workspace);
    return younger ? Names.ofYounger(pattern, host) : Names.of(pattern);
  }
}
