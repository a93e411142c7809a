package dev.isthmus.translate.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.support.Observed;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * What holds of the state after any edits. One pass over the scenarios checks all: translating is
 * what costs.
 */
final class InvariantsTest {
  private static final List<Invariant> OF_THE_MESH =
      List.of(
          NameInvariants::virtualAddressesAreOurs,
          RouteInvariants::everyRouteDoesSomething,
          RouteInvariants::everyDestinationIsVisible,
          RouteInvariants::everySubsetHasARuleThatIstioMerges,
          RouteInvariants::rulesOfAHostHaveOneExportTo,
          RouteInvariants::oneVirtualServicePerHostOnSidecars,
          FederationInvariants::noListOfIdentitiesIsEmpty,
          FederationInvariants::everyPortOfAnEntryHasMutualTls,
          FederationInvariants::whatIsReachedFromElsewhereIsLetIn,
          FederationInvariants::thePassthroughListsHosts,
          IstioValidity::istiodWouldTakeIt);

  @Test
  void theyHoldOfTheStateBeforeAndAfterTheEdits() {
    new Cases(RandomEnvironment::scenario)
        .check(scenario -> {
          check(scenario.objects());
          check(scenario.last());
        });
  }

  private static void check(SortedMap<ObjectId, ObjectNode> objects) {
    Translation translation = Observed.translate(objects);
    List<Resource> resources = Observed.resources(objects);
    NameInvariants.namesAreValidAndShort(translation);
    NameInvariants.labelsAreValid(translation);
    NameInvariants.everyObjectHasAReason(translation);
    PlaceInvariants.everyObjectHasAPlace(resources, translation);
    PlaceInvariants.findingsSpeakOfWhatIsThere(resources, translation);
    Mesh mesh = Mesh.of(resources, translation);
    OF_THE_MESH.forEach(invariant -> invariant.check(mesh));
  }
}
