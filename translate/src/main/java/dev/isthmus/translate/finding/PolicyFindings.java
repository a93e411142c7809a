package dev.isthmus.translate.finding;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;

/** What is wrong with policies, in words. */
public final class PolicyFindings {

  private PolicyFindings() {}

  /** It selects no route that is on a gateway or a sidecar. */
  public static Finding withoutTarget(ObjectRef policy) {
    return new Finding(
        Reason.POLICY_WITHOUT_TARGET,
        policy,
        "applyToRoutes",
        "No route of the workspace that is on a gateway or a sidecar is selected.",
        "The policy has no effect.",
        "Compare applyToRoutes with the labels of the routes and of their RouteTables.");
  }
}
