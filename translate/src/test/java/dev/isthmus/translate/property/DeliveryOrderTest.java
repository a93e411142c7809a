package dev.isthmus.translate.property;

import static dev.isthmus.translate.property.Invariant.must;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.gloo.admin.KubernetesCluster;
import dev.isthmus.delivery.DeliveryOrder;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Step;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.support.Delivered;
import dev.isthmus.translate.support.Observed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Between any two states, the order of delivery never passes through one in which a route leads
 * nowhere: after each single change, whichever order the changes of a step take.
 */
final class DeliveryOrderTest {
  private static final List<Invariant> ALWAYS =
      List.of(
          RouteInvariants::everyDestinationIsVisible,
          RouteInvariants::everySubsetHasARuleThatIstioMerges,
          FederationInvariants::noListOfIdentitiesIsEmpty,
          FederationInvariants::whatIsReachedFromElsewhereIsLetIn);

  @Test
  void noRouteLeadsNowhereOnTheWay() {
    new Cases(RandomEnvironment::scenario).check(DeliveryOrderTest::check);
  }

  private static void check(Scenario scenario) {
    SortedMap<ObjectId, ObjectNode> last = scenario.last();
    SortedMap<IstioKey, IstioObject> before =
        Delivered.objects(Observed.translate(scenario.objects()));
    SortedMap<IstioKey, IstioObject> after = Delivered.objects(Observed.translate(last));
    var known = new Mesh.Known(inBoth(scenario.objects(), last));
    var random = new Random(scenario.seed());
    Set<String> routed = routedHosts(before);
    routed.retainAll(routedHosts(after));
    var state = new TreeMap<>(before);
    for (Step step : DeliveryOrder.of(before, after)) {
      var changes = new ArrayList<ObjectChange>(step.changes());
      Collections.shuffle(changes, random);
      for (ObjectChange change : changes) {
        if (change.after() == null) {
          state.remove(change.key());
        } else {
          state.put(change.key(), change.after());
        }
        Mesh mesh = new Mesh(known, Delivered.specs(state));
        ALWAYS.forEach(invariant -> invariant.check(mesh));
        must(routedHosts(state).containsAll(routed), "a host stays routed", change.key());
      }
    }
    assertThat(state).isEqualTo(after);
  }

  /** The hosts that have a VirtualService, by place, on gateways and on sidecars. */
  private static Set<String> routedHosts(Map<IstioKey, IstioObject> state) {
    var routed = new HashSet<String>();
    state.forEach((key, object) -> {
      if (object.spec() instanceof VirtualService routes) {
        String side = routes.gateways().contains("mesh") ? " mesh " : " gateway ";
        routes
            .hosts()
            .forEach(host -> routed.add(key.cluster() + " " + key.namespace() + side + host));
      }
    });
    return routed;
  }

  /**
   * Services and registrations of either state, for a route may go before its service; workloads of
   * both alone.
   */
  private static List<Resource> inBoth(
      SortedMap<ObjectId, ObjectNode> before, SortedMap<ObjectId, ObjectNode> after) {
    List<Resource> old = Observed.resources(before);
    Set<Resource> stay = new HashSet<>(old);
    var resources = new ArrayList<Resource>();
    for (Resource resource : Observed.resources(after)) {
      boolean workload = resource instanceof Pod || resource instanceof Workload;
      if (!workload || stay.contains(resource)) {
        resources.add(resource);
      }
    }
    for (Resource resource : old) {
      if (resource instanceof Service || resource instanceof KubernetesCluster) {
        resources.add(resource);
      }
    }
    return resources;
  }
}
