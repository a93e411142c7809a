package dev.isthmus.translate.status;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.engine.Out;
import dev.isthmus.translate.route.FlatRoute;
import dev.isthmus.translate.route.PolicyAttachment;
import dev.isthmus.translate.route.RoutePolicies;
import dev.isthmus.translate.route.RouteStep;
import java.util.List;

/** The numbers of RouteTables and policies that are known once routes are flattened. */
public final class RouteFields {

  private final StatusFields fields;

  public RouteFields(StatusFields fields) {
    this.fields = fields;
  }

  /** Counts what a root table's routes have: policies, and tables that delegate to others. */
  public void put(List<FlatRoute> routes, PolicyAttachment.Attached attached, Out out) {
    for (FlatRoute route : routes) {
      parents(route.steps(), out);
      RoutePolicies applied = attached.byRoute().get(route.name());
      if (applied != null) {
        for (Resource policy : applied.all()) {
          policy(policy, route.step(), out);
        }
      }
    }
  }

  private void parents(List<RouteStep> steps, Out out) {
    for (int i = 1; i < steps.size(); i++) {
      ObjectRef parent = steps.get(i - 1).table().ref();
      fields.item(out, steps.get(i).table().ref(), "numParentRouteTables", parent.toString());
    }
  }

  private void policy(Resource policy, RouteStep step, Out out) {
    ObjectRef table = step.table().ref();
    fields.item(out, policy.ref(), "numSelectedRoutes", table + " " + step.index());
    String field = "numAppliedRoutePolicies." + policy.kind().kind();
    fields.item(out, table, field, step.index() + " " + policy.ref());
  }
}
