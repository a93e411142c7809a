package dev.isthmus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.testing.mutant.Mutant;
import dev.isthmus.testing.mutant.Mutation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Public bugs of agents and controllers, brought in here: the tests of this module see them. */
final class MutantsTest {
  private static final String AGENT = "dev.isthmus.agent.";

  private static List<Mutant> mutants() {
    return List.of(
        caught(
            "ordersOfAFormerConnectionAreDropped",
            "karmada-io/karmada#5406",
            "an agent that comes back carries out what was ordered before it went",
            Mutation.without(AGENT + "AgentCore", "welcome", "drop", 0)),
        caught(
            "lowerAuthoritiesAreNotObeyed",
            "kubernetes/kubernetes#23731",
            "split brain: a leader that lost its lease goes on writing",
            Mutation.without(AGENT + "AgentCore", "obeys", "compareTo", 0)),
        caught(
            "theEndOfAFormerObjectOfTheNameIsNotTheEndOfThisOne",
            "cilium/cilium#27340",
            "the deletion of a former object is taken for that of the one made again",
            Mutation.holds(AGENT + "Report", "gone", "equals")),
        caught(
            "anObjectWithoutOurProofIsNotTouched",
            "karmada-io/karmada#477",
            "an object that is already there and somebody else's is overwritten",
            Mutation.holds(AGENT + "Verdict", "of", "equals"),
            Mutation.without(AGENT + "Verdict", "of", "isEmpty", 0)),
        caught(
            "whatIsOrderedIsMadeOnceAndSettledWhenItIsSeen",
            "operator-framework/operator-lifecycle-manager#1816",
            "a controller writes for ever what is right already",
            Mutation.returns(AGENT + "Verdict", "isRight", false)),
        caught(
            "aStatusIsWrittenOnceASecondAndOnlyWhenItChanges",
            "keikoproj/instance-manager#234",
            "a status that has not changed is written again, and that wakes its writer",
            Mutation.returns(AGENT + "Statuses", "contains", false)),
        Mutant.caughtBy(
            ReportTest.class,
            "whatChangesWhileTheServerIsAwayIsToldOnceFromWhereItStopped",
            "cilium/cilium#24740",
            "what is deleted while a connection is made anew is never told",
            Mutation.without(AGENT + "Report", "resume", "forEach", 0)));
  }

  private static Mutant caught(String test, String issue, String bug, Mutation... mutations) {
    return Mutant.caughtBy(AgentCoreTest.class, test, issue, bug, mutations);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaught(Mutant mutant) {
    mutant.runUnchanged();
    assertThat(mutant.caught()).as(mutant.toString()).isNotEmpty();
  }
}
