package dev.isthmus.cli.mesh;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.isthmus.api.Finding;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodPhase;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServiceType;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.gloo.admin.KubernetesCluster;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.cli.diff.EnvironmentDiff;
import dev.isthmus.delivery.DeliveryOrder;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Step;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What proxies get of random environments, at every point of the order in which changes reach the
 * clusters: no route leads to a cluster that is not there, and none of ours to one without an
 * endpoint of which no finding tells.
 *
 * <p>A Service that is another name ({@code ExternalName}) of a host that Envoy has no cluster of
 * needs a finding too. Endpoints of Services without a selector are made by others, here by nobody;
 * and pods that are not ready count as ready, for they become so without a change of configuration.
 */
final class XdsPropertiesTest {
  /** How many proxies are looked at after each change; before and after all of them, each is. */
  private static final int SOME = 2;

  /**
   * A case computes some hundred proxies, which takes half a second: of the run's cases each eighth
   * is looked at.
   */
  private static final int EACH = 8;

  private static final ResourceReader READER = new ResourceReader();

  @Test
  void everyRouteLeadsSomewhereAtEveryPoint() {
    new Cases(RandomEnvironment::scenario).check(XdsPropertiesTest::check);
  }

  private static void check(Scenario scenario) {
    if (scenario.seed() % EACH != 0 && Long.getLong("isthmus.seed") == null) {
      return;
    }
    SortedMap<ObjectId, ObjectNode> first = scenario.objects();
    SortedMap<ObjectId, ObjectNode> last = scenario.last();
    Translation before = translate(first);
    Translation after = translate(last);
    Map<IstioKey, IstioObject> state = new TreeMap<>(EnvironmentDiff.objects(before));
    Map<IstioKey, IstioObject> goal = EnvironmentDiff.objects(after);
    new Point(resources(first), first, Set.of(), before.findings(), false).check(state);
    Set<Finding> findings = new HashSet<>(before.findings());
    findings.addAll(after.findings());
    Point point = new Point(inBoth(first, last), last, changed(first, last), findings, true);
    Random random = new Random(scenario.seed());
    for (Step step : DeliveryOrder.of(state, goal)) {
      List<ObjectChange> changes = new ArrayList<>(step.changes());
      Collections.shuffle(changes, random);
      for (ObjectChange change : changes) {
        if (change.after() == null) {
          state.remove(change.key());
        } else {
          state.put(change.key(), change.after());
        }
        point.check(state, change.key().cluster(), random);
      }
    }
    new Point(resources(last), last, Set.of(), after.findings(), false).check(goal);
  }

  /** The Services that differ: what a route leads to may go with them before the route does. */
  private static Set<ObjectRef> changed(
      SortedMap<ObjectId, ObjectNode> before, SortedMap<ObjectId, ObjectNode> after) {
    Set<Resource> same = new HashSet<>(resources(before));
    same.retainAll(new HashSet<>(resources(after)));
    Set<ObjectRef> changed = new HashSet<>();
    for (SortedMap<ObjectId, ObjectNode> objects : List.of(before, after)) {
      resources(objects).stream()
          .filter(it -> it instanceof Service && !same.contains(it))
          .forEach(it -> changed.add(it.ref()));
    }
    return changed;
  }

  private static Translation translate(SortedMap<ObjectId, ObjectNode> objects) {
    return Translator.create().apply(resources(objects).stream().map(Change::of).toList());
  }

  private static List<Resource> resources(SortedMap<ObjectId, ObjectNode> objects) {
    List<Resource> resources = new ArrayList<>();
    objects.forEach(
        (id, object) -> READER.read(id.cluster(), object).resource().ifPresent(resources::add));
    return resources;
  }

  /** What the clusters hold beside our objects while these arrive. */
  private static final class Point {
    private final Map<String, ClusterMesh> meshes = new TreeMap<>();
    private final Map<String, List<IstioObject>> foreign = new TreeMap<>();
    private final Collection<Finding> findings;
    private final Set<ObjectRef> changed;
    private final List<Resource> resources;
    private final boolean between;

    Point(
        List<Resource> resources,
        SortedMap<ObjectId, ObjectNode> objects,
        Set<ObjectRef> changed,
        Collection<Finding> findings,
        boolean between) {
      this.resources = resources;
      this.changed = changed;
      this.findings = findings;
      this.between = between;
      List<Resource> all = new ArrayList<>(resources);
      // Slices follow from Services and pods; random ones would say that pods are not ready.
      all.removeIf(EndpointSlice.class::isInstance);
      all.replaceAll(it -> it instanceof Pod pod ? ready(pod) : it);
      all.addAll(podsToCome(resources));
      Set<String> clusters = new TreeSet<>();
      resources.forEach(it -> clusters.add(it.cluster()));
      for (String cluster : clusters) {
        meshes.put(cluster, ClusterMesh.of(cluster, all, List.of(), List.of()));
        foreign.put(cluster, new ArrayList<>());
      }
      objects.forEach((id, object) -> {
        List<IstioObject> there = foreign.get(id.cluster());
        if (there != null && IstioJson.read(object) instanceof IstioJson.Read read) {
          there.add(read.object());
        }
      });
    }

    void check(Map<IstioKey, IstioObject> state) {
      meshes.keySet().forEach(cluster -> check(state, cluster, ClusterMesh::pods));
    }

    /** Checks some proxies of a cluster: what one object changes, most of them see. */
    void check(Map<IstioKey, IstioObject> state, String cluster, Random random) {
      check(
          state,
          cluster,
          mesh -> {
            List<Pod> pods = new ArrayList<>(mesh.pods());
            Collections.shuffle(pods, random);
            return pods.subList(0, Math.min(SOME, pods.size()));
          });
    }

    private void check(
        Map<IstioKey, IstioObject> state, String cluster, Function<ClusterMesh, List<Pod>> pods) {
      ClusterMesh base = meshes.get(cluster);
      if (base == null) {
        return;
      }
      List<IstioObject> ours = new ArrayList<>();
      Set<String> owners = new HashSet<>();
      state.forEach((key, object) -> {
        if (key.cluster().equals(cluster)) {
          ours.add(object);
          owners.add(key.namespace() + "/" + key.name());
        }
      });
      ClusterMesh mesh =
          base.with(foreign.getOrDefault(cluster, List.of()), List.of()).withOurs(ours);
      pods.apply(mesh).forEach(pod -> check(mesh, pod, owners));
    }

    /**
     * Of two declarations of a host Istio takes one: others' ServiceEntries are no work of ours.
     */
    private boolean isDeclaredByOthers(String cluster, String name) {
      String host = name.substring(name.lastIndexOf('|') + 1);
      return foreign.getOrDefault(cluster, List.of()).stream()
          .anyMatch(it -> it.spec() instanceof ServiceEntry entry && entry.hosts().contains(host));
    }

    private void check(ClusterMesh mesh, Pod pod, Set<String> owners) {
      RoutedClusters routed;
      try {
        routed = new RoutedClusters(mesh.configOf(pod));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
      Set<String> clusters = routed.clusters();
      Set<String> empty = routed.withoutEndpoint();
      for (RoutedClusters.Use use : routed.uses()) {
        boolean ours = owners.contains(use.owner());
        if (isChanged(mesh.cluster(), use.cluster()) || (!ours && !use.owner().isEmpty())) {
          continue;
        }
        String told = use + " of " + pod.ref();
        if (!clusters.contains(use.cluster())
            && !(ours && isNamedAlias(mesh.cluster(), use.cluster()))
            && !(!ours && isDeclaredByOthers(mesh.cluster(), use.cluster()))) {
          throw new AssertionError("a route to a cluster that is not there: " + told);
        }
        if (ours
            && empty.contains(use.cluster())
            && !isNamed(use.cluster())
            && !isManaged(mesh.cluster(), use.cluster())
            && !(between && isBare(use.cluster(), mesh.stateOf(pod).mesh().domain(), empty))) {
          throw new AssertionError("a cluster without endpoint that no finding names: " + told);
        }
      }
    }

    private boolean isChanged(String cluster, String routed) {
      return changed.stream()
          .anyMatch(it ->
              it.key().cluster().equals(cluster)
                  && serviceOf(routed).equals(it.key().namespace() + "/" + it.key().name()));
    }

    /** Whether it is of a Service that is only another name, or of its host, as a finding says. */
    private boolean isNamedAlias(String cluster, String routed) {
      String host = routed.substring(routed.lastIndexOf('|') + 1);
      return services(cluster)
          .anyMatch(it ->
              it.type() == ServiceType.EXTERNAL_NAME
                  && (it.externalName().equals(host) || isOf(it, routed))
                  && isTold(it.namespace() + "/" + it.name()));
    }

    /** Whether others make the endpoints of the Service. */
    private boolean isManaged(String cluster, String routed) {
      return services(cluster).anyMatch(it -> it.selector().isEmpty() && isOf(it, routed));
    }

    private static boolean isOf(Service service, String routed) {
      return serviceOf(routed).equals(service.namespace() + "/" + service.name());
    }

    private Stream<Service> services(String cluster) {
      return resources.stream()
          .filter(it -> it instanceof Service && it.cluster().equals(cluster))
          .map(Service.class::cast);
    }

    /**
     * Whether nothing stands behind the whole Service, a subset or not: while environments change,
     * workloads that differ are left out.
     */
    private static boolean isBare(String cluster, String domain, Set<String> empty) {
      String[] parts = cluster.split("\\|", 4);
      return parts[3].endsWith(".svc." + domain)
          && empty.contains(String.join("|", parts[0], parts[1], "", parts[3]));
    }

    /** Whether a finding says of the cluster's service, by its object or in its text. */
    private boolean isNamed(String cluster) {
      return isTold(serviceOf(cluster));
    }

    private boolean isTold(String service) {
      return findings.stream()
          .anyMatch(finding ->
              finding.message().contains(service + " ")
                  || (finding.object().key().namespace() + "/" + finding.object().key().name())
                      .equals(service));
    }

    /** {@code namespace/name} of the Service that the host of an Envoy cluster is made of. */
    private static String serviceOf(String cluster) {
      String[] labels = cluster.substring(cluster.lastIndexOf('|') + 1).split("\\.", 3);
      return labels.length < 2 ? "" : labels[1] + "/" + labels[0];
    }
  }

  /**
   * Services and registrations of either state, for a route may go before its service; workloads of
   * both alone.
   */
  private static List<Resource> inBoth(
      SortedMap<ObjectId, ObjectNode> before, SortedMap<ObjectId, ObjectNode> after) {
    Map<ObjectRef, Resource> all = new LinkedHashMap<>();
    List<Resource> old = resources(before);
    Set<Resource> stay = new HashSet<>(old);
    for (Resource resource : resources(after)) {
      boolean workload = resource instanceof Pod || resource instanceof Workload;
      if (!workload || stay.contains(resource)) {
        all.putIfAbsent(resource.ref(), resource);
      }
    }
    for (Resource resource : old) {
      if (resource instanceof Service || resource instanceof KubernetesCluster) {
        all.putIfAbsent(resource.ref(), resource);
      }
    }
    return List.copyOf(all.values());
  }

  private static Pod ready(Pod pod) {
    return new Pod(
        pod.meta(),
        pod.serviceAccountName(),
        pod.nodeName(),
        pod.ips(),
        pod.hostNetwork(),
        pod.phase(),
        true,
        pod.deleting(),
        pod.owner(),
        pod.proxy(),
        pod.ports());
  }

  /** A workload that is wanted comes to a pod, and the random ones often have none. */
  private static List<Pod> podsToCome(List<Resource> resources) {
    List<Pod> pods = new ArrayList<>();
    for (Resource resource : resources) {
      if (resource instanceof Workload workload && workload.replicas() > 0) {
        int number = pods.size() + 1;
        pods.add(
            new Pod(
                Meta.of(
                    new ObjectKey(
                        workload.cluster(), workload.namespace(), workload.name() + "-to-come"),
                    workload.templateLabels()),
                workload.serviceAccountName(),
                "",
                List.of("10.99." + number / 250 + "." + (number % 250 + 1)),
                false,
                PodPhase.RUNNING,
                true,
                false,
                null,
                PodProxy.NONE,
                workload.ports()));
      }
    }
    return pods;
  }
}
