package dev.isthmus.translate.resolve;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.translate.precedent.Precedent;

/**
 * What is wrong with workspaces, in words. All of it is said to the platform team, which sees all
 * workspaces.
 */
final class WorkspaceFindings {

  private WorkspaceFindings() {}

  static Finding outsideOfAdminNamespace(ObjectRef workspace, Management home) {
    return new Finding(
        Reason.NO_EFFECT,
        workspace,
        "",
        "Workspaces are read in namespace "
            + home.namespace()
            + " of the management cluster "
            + home.cluster()
            + "; this one lies elsewhere.",
        "It owns nothing.",
        "Move it there.");
  }

  static Finding unknownCluster(ObjectRef workspace, int index, String cluster) {
    return new Finding(
        Reason.UNKNOWN_CLUSTER,
        workspace,
        "workloadClusters[" + index + "].name",
        "No cluster " + cluster + " is registered.",
        "The workspace owns nothing there.",
        "Register it with a KubernetesCluster named " + cluster + ", or correct the name.");
  }

  static Finding claimedTwice(Claim loser, Claim winner, boolean older, Namespace namespace) {
    return claimedTwice(
        loser,
        namespace,
        "is selected by workspace "
            + loser.workspace()
            + " and by workspace "
            + winner.workspace()
            + (older ? ", which is older and keeps it." : ", which held it first and keeps it."),
        "Take the namespace out of one of the two.");
  }

  static Finding keptForAnother(Claim claim, Precedent before, Namespace namespace) {
    return claimedTwice(
        claim,
        namespace,
        "is selected by workspace "
            + claim.workspace()
            + ", but was held by workspace "
            + before.workspace()
            + ", for which it is kept at least until "
            + before.until()
            + " in case that it comes back.",
        "Nothing is to be done: "
            + claim.workspace()
            + " gets it then, unless the other claims it again.");
  }

  private static Finding claimedTwice(
      Claim loser, Namespace namespace, String what, String remedy) {
    return new Finding(
        Reason.NAMESPACE_CLAIMED_TWICE,
        new ObjectRef(ObjectKind.WORKSPACE, loser.age().key()),
        "workloadClusters",
        "Namespace " + namespace.name() + " in " + namespace.cluster() + " " + what,
        "In "
            + loser.workspace()
            + ", nothing of that namespace counts, and nothing is written to it.",
        remedy);
  }

  static Finding ambient(ObjectRef workspace, Namespace namespace) {
    return new Finding(
        Reason.AMBIENT_NAMESPACE,
        workspace,
        "workloadClusters",
        "Namespace "
            + namespace.name()
            + " in "
            + namespace.cluster()
            + " is in Istio's ambient mode.",
        "There, entries of one host in several namespaces collide, so nothing is written to it and"
            + " its services are not federated.",
        "Use sidecars there (remove the label istio.io/dataplane-mode), or leave the namespace out"
            + " of the workspace.");
  }
}
