package dev.isthmus.translate.emit;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Contribution.Role;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.Rule;
import dev.isthmus.translate.plan.RouteScope;
import dev.isthmus.translate.plan.TableTarget;
import dev.isthmus.translate.plan.TableTree;
import dev.isthmus.translate.resolve.Owned;
import dev.isthmus.translate.route.PolicyAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Why VirtualServices are there. */
final class WhyRoutes {

  private WhyRoutes() {}

  static Provenance onSidecars(
      Owned<RouteTable> root,
      TableTarget target,
      TableTree.Tree tree,
      PolicyAttachment.Attached attached,
      List<ObjectRef> sharedBy,
      RouteScope scope) {
    List<ObjectRef> settings = new ArrayList<>(sharedBy);
    settings.addAll(scope.sharedBy());
    return provenance(
        Rule.ROUTE_TABLE_SIDECAR, root, target, tree, attached, settings, scope.named());
  }

  static Provenance onGateways(
      Owned<RouteTable> root,
      TableTarget target,
      TableTree.Tree tree,
      PolicyAttachment.Attached attached,
      List<ObjectRef> sharedBy) {
    return provenance(Rule.ROUTE_TABLE_GATEWAY, root, target, tree, attached, sharedBy, Set.of());
  }

  private static Provenance provenance(
      Rule rule,
      Owned<RouteTable> root,
      TableTarget target,
      TableTree.Tree tree,
      PolicyAttachment.Attached attached,
      List<ObjectRef> sharedBy,
      Set<ObjectKey> named) {
    List<Contribution> all = new ArrayList<>();
    String field = rule == Rule.ROUTE_TABLE_GATEWAY ? "virtualGateways" : "workloadSelectors";
    String of =
        target.workspace().equals(root.workspace())
            ? "routes in workspace " + target.workspace()
            : "routes in workspace " + target.workspace() + ", which imports it";
    all.add(new Contribution(Role.BECAUSE, root.ref(), of, field));
    for (ObjectKey table : new TreeSet<>(tree.owners().keySet())) {
      if (!table.equals(root.key())) {
        all.add(
            new Contribution(
                Role.OF, new ObjectRef(ObjectKind.ROUTE_TABLE, table), "delegated routes", "http"));
      }
    }
    for (ObjectKey service : named) {
      all.add(
          new Contribution(
              Role.OF, new ObjectRef(ObjectKind.SERVICE, service), "named by its hosts", "hosts"));
    }
    TreeSet<ObjectRef> policies = new TreeSet<>();
    attached
        .byRoute()
        .values()
        .forEach(applied -> applied.all().stream().map(Resource::ref).forEach(policies::add));
    for (ObjectRef policy : policies) {
      all.add(new Contribution(Role.POLICY, policy, "shapes its routes", "http"));
    }
    TreeSet<ObjectRef> settings = new TreeSet<>(tree.sharedBy());
    settings.addAll(sharedBy);
    settings.forEach(each -> all.add(SharedBy.contribution(each)));
    return new Provenance(rule, all);
  }

  /** The same, and where the routes lead. */
  static Provenance leading(Provenance why, RoutedSpec spec) {
    List<Contribution> all = new ArrayList<>(why.contributions());
    TreeSet<ObjectKey> services = new TreeSet<>();
    spec.leadsTo().forEach(route -> services.add(route.target().service()));
    for (ObjectKey service : services) {
      all.add(
          new Contribution(
              Role.OF,
              new ObjectRef(ObjectKind.SERVICE, service),
              "a destination of its routes",
              ""));
    }
    for (ObjectRef settings : spec.settings()) {
      if (why.contributions().stream().noneMatch(known -> known.object().equals(settings))) {
        all.add(
            new Contribution(
                Role.FOR,
                settings,
                "lets its routes lead there",
                "exportTo, importFrom, options.federation"));
      }
    }
    return new Provenance(why.rule(), all).restingOn(spec.answering());
  }
}
