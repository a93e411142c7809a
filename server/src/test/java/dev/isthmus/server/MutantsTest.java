package dev.isthmus.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.server.simulation.SimulatedOrdeal;
import dev.isthmus.testing.mutant.Mutant;
import dev.isthmus.testing.mutant.Mutation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Public bugs of control planes that span clusters, brought in here: a short simulation sees them,
 * or a test of a rule (docs/design/live.md has the table; module agent has others).
 */
final class MutantsTest {
  private static final String SERVER = "dev.isthmus.server.";
  private static final String DELIVERY = "dev.isthmus.delivery.";

  private static List<Mutant> mutants() {
    return List.of(
        simulated(
            "1-12 SERVER_WITHOUT_RECORD SOME_BACK",
            "karmada-io/karmada#6600",
            "what clusters run is deleted after a controller has restarted",
            Mutation.returns(DELIVERY + "Freeze", "of", Optional.class, "empty")),
        simulated(
            "1-12",
            "istio/istio#8420",
            "requests fail while routes and subsets change, for the order is wrong",
            Mutation.returns(DELIVERY + "Precedence", "before", List.class, "of")),
        simulated(
            "1-12",
            "istio/istio#8554",
            "endpoints stay of what is not there any more",
            Mutation.returns("dev.isthmus.agent.Report", "gone", Set.class, "of")),
        simulated(
            "1-12 NAME_TAKEN PROOF_STRIPPED PROOF_FORGED",
            "karmada-io/karmada#477",
            "an object of a user with one of our names is overwritten",
            Mutation.holds("dev.isthmus.agent.Verdict", "of", "equals"),
            Mutation.without("dev.isthmus.agent.Verdict", "of", "isEmpty", 0)),
        simulated(
            "1-12",
            "aws/aws-app-mesh-controller-for-k8s#71",
            "what was renamed leaves its former objects behind",
            Mutation.without(SERVER + "Orders", "order", "add", 0)),
        simulated(
            "1-40 TWO_LEADERS SERVER_RESTORED SERVER_RESTART",
            "cilium/cilium#23823",
            "after a restart calls lead where nothing is, for what is there was not heard yet",
            Mutation.returns(SERVER + "WriteGate", "uncertain", Optional.class, "empty")),
        new Mutant(
            "Tr3kkR/Yuzu#827",
            "a token of one use can be used twice",
            List.of(
                Mutation.returnsArgument(
                    "dev.isthmus.identity.BootstrapToken$Stored", "asUsed", 0)),
            TokenOrdeal.class,
            "cluster1"),
        rule(
            "anAgentSpeaksOfItsOwnClusterOnly",
            "dhyansraj/mcp-mesh#1603",
            "who holds one agent's certificate speaks for another",
            Mutation.returnsArgument(SERVER + "Inventory", "at", 1)),
        rule(
            "theEndOfAReplacedConnectionIsNotTheEndOfTheNewOne",
            "istio/istio#61043",
            "the end of a cluster's former connection takes away what the new one has told",
            Mutation.without(SERVER + "Connections", "close", "gone", 0)),
        rule(
            "aListThatLacksManyIsHeldUntilItIsApproved",
            "kubernetes-sigs/external-dns#2858",
            "a list that is empty for no reason deletes everything",
            Mutation.without(DELIVERY + "Brake", "judge", "put", -1)),
        rule(
            "whatAClusterThatWasRolledBackLacksStays",
            "kubernetes/kubernetes#107457",
            "after a restore of an old backup the past is taken for the present",
            Mutation.returns(SERVER + "Source", "isBelow", false)));
  }

  private static Mutant simulated(String run, String issue, String bug, Mutation... mutations) {
    return new Mutant(issue, bug, List.of(mutations), SimulatedOrdeal.class, run);
  }

  private static Mutant rule(String test, String issue, String bug, Mutation... mutations) {
    return Mutant.caughtBy(ServerCoreTest.class, test, issue, bug, mutations);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaught(Mutant mutant) {
    mutant.runUnchanged();
    assertThat(mutant.caught()).as(mutant.toString()).isNotEmpty();
  }
}
