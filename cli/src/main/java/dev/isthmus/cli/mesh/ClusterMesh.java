package dev.isthmus.cli.mesh;

import dev.isthmus.api.Resource;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.api.core.Service;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.OpaqueSpec;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster of an environment as its istiods read it: what the cluster holds, the Istio objects of
 * others, and ours. Immutable; each istiod's {@link Mesh} is made when a proxy of it is asked for.
 */
public final class ClusterMesh {
  private final Objects objects;
  private final List<IstioObject> others;
  private final List<IstioObject> ours;
  private final UnaryOperator<MeshSettings> change;
  private final Map<MeshSettings, Mesh> meshes = new ConcurrentHashMap<>();

  /** What of a cluster its Istio objects do not change. */
  private record Objects(
      String cluster,
      ControlPlanes planes,
      List<Service> services,
      List<EndpointSlice> slices,
      List<Pod> pods,
      List<Node> nodes) {
    static Objects of(String cluster, Collection<? extends Resource> all) {
      List<Service> services = only(Service.class, cluster, all);
      List<Pod> pods = only(Pod.class, cluster, all);
      List<Node> nodes = only(Node.class, cluster, all);
      List<EndpointSlice> slices = only(EndpointSlice.class, cluster, all);
      return new Objects(
          cluster,
          new ControlPlanes(cluster, all),
          services,
          new SelectedPods(pods, nodes).complete(services, slices),
          pods,
          nodes);
    }

    private static <T extends Resource> List<T> only(
        Class<T> type, String cluster, Collection<? extends Resource> all) {
      return all.stream()
          .filter(it -> type.isInstance(it) && it.cluster().equals(cluster))
          .map(type::cast)
          .toList();
    }
  }

  private ClusterMesh(
      Objects objects,
      List<IstioObject> others,
      List<IstioObject> ours,
      UnaryOperator<MeshSettings> change) {
    this.objects = objects;
    this.others = others;
    this.ours = ours;
    this.change = change;
  }

  /**
   * The mesh of a cluster.
   *
   * @param resources all objects of the environment
   * @param found the Istio objects that the cluster holds; those with our label count no more: the
   *     outputs say what they are now
   * @param outputs what the environment translates to for this cluster
   */
  public static ClusterMesh of(
      String cluster,
      Collection<? extends Resource> resources,
      Collection<IstioObject> found,
      Collection<Output> outputs) {
    return new ClusterMesh(
            Objects.of(cluster, resources), List.of(), List.of(), UnaryOperator.identity())
        .with(found, outputs);
  }

  /** The same cluster with other Istio objects, those of others and ours. */
  public ClusterMesh with(Collection<IstioObject> found, Collection<Output> outputs) {
    List<IstioObject> foreign =
        found.stream().filter(it -> !it.labels().containsKey(OutputJson.OURS)).toList();
    List<IstioObject> translated = outputs.stream().map(Output::toIstio).toList();
    return new ClusterMesh(objects, foreign, translated, change);
  }

  /** The same cluster with these objects of ours: what was delivered of them until now. */
  public ClusterMesh withOurs(Collection<IstioObject> delivered) {
    return new ClusterMesh(objects, others, List.copyOf(delivered), change);
  }

  /** The same cluster with other settings of its istiods. */
  public ClusterMesh with(UnaryOperator<MeshSettings> settings) {
    return new ClusterMesh(objects, others, ours, settings);
  }

  private List<IstioObject> istio() {
    return Stream.concat(others.stream(), ours.stream()).toList();
  }

  public String cluster() {
    return objects.cluster;
  }

  /** Whether an istiod of the cluster is seen; where not, Istio's defaults are assumed. */
  public boolean hasIstiod() {
    return objects.planes.seen();
  }

  /** What of the cluster's state is not known, or is not part of what is computed of proxies. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!hasIstiod()) {
      notes.add(
          "No istiod is seen in "
              + cluster()
              + " (a Deployment istiod*, label app: istiod): Istio's default settings are assumed.");
    }
    Map<IstioKind, Long> opaque =
        istio().stream()
            .filter(it -> it.spec() instanceof OpaqueSpec && it.kind() != IstioKind.WORKLOAD_GROUP)
            .collect(Collectors.groupingBy(IstioObject::kind, TreeMap::new, Collectors.counting()));
    opaque.forEach((kind, count) ->
        notes.add(
            count
                + " "
                + kind.kind()
                + (count == 1 ? " of " : "s of ")
                + cluster()
                + ": what istiod would make of "
                + (count == 1 ? "it" : "them")
                + " is not shown."));
    return notes;
  }

  /** The pods that have a proxy and have not ended, by namespace and name. */
  public List<Pod> pods() {
    return objects.pods.stream()
        .filter(pod -> pod.proxy() != PodProxy.NONE && !pod.ended())
        .sorted(Comparator.comparing(Pod::key))
        .toList();
  }

  /** The pods that have no proxy or have ended, by namespace and name. */
  public List<Pod> podsWithoutProxy() {
    return objects.pods.stream()
        .filter(pod -> pod.proxy() == PodProxy.NONE || pod.ended())
        .sorted(Comparator.comparing(Pod::key))
        .toList();
  }

  /** The pod of the istiod that a pod's proxy asks, or its Deployment; {@code -}: none is seen. */
  public String istiodOf(Pod pod) {
    return objects.planes.nameOf(pod);
  }

  /** All that the istiod of a pod reads. */
  public ClusterState stateOf(Pod pod) {
    return state(change.apply(objects.planes.settingsOf(pod)));
  }

  private ClusterState state(MeshSettings settings) {
    return new ClusterState(
        objects.cluster,
        settings,
        istio(),
        objects.services,
        objects.slices,
        objects.pods,
        objects.nodes);
  }

  /**
   * The proxy of a pod.
   *
   * @throws IllegalArgumentException if the pod has none
   */
  public Proxy proxyOf(Pod pod) {
    ProxyType type =
        switch (pod.proxy()) {
          case SIDECAR -> ProxyType.SIDECAR;
          case GATEWAY -> ProxyType.ROUTER;
          case NONE -> throw new IllegalArgumentException(pod.ref() + " has no proxy");
        };
    return Proxy.of(type, pod, stateOf(pod));
  }

  /** What the proxy of a pod gets. */
  public ProxyConfig configOf(Pod pod) {
    MeshSettings settings = change.apply(objects.planes.settingsOf(pod));
    return meshes.computeIfAbsent(settings, it -> new Mesh(state(it))).configOf(proxyOf(pod));
  }
}
