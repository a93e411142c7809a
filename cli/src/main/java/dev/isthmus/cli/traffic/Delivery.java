package dev.isthmus.cli.traffic;

import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.delivery.DeliveryOrder;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Step;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.traffic.LabPod;
import dev.isthmus.traffic.LabTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings what an environment translates to into the running Envoys, in the order that {@code diff}
 * shows: a step begins when every Envoy holds the one before.
 */
final class Delivery {
  private final LabTraffic traffic;
  private final Map<IstioKey, IstioObject> delivered = new TreeMap<>();

  Delivery(LabTraffic traffic) {
    this.traffic = traffic;
  }

  /** Starts an Envoy for each pod that matters, with all that the environment has. */
  void start(Meshes meshes) throws IOException, InterruptedException {
    delivered.putAll(meshes.ours());
    traffic.start(configs(meshes, pods(meshes)));
  }

  /**
   * Brings the running Envoys to the state of the environment; Envoys of new pods are started,
   * those of pods that are gone are ended last.
   *
   * @return the number of steps that the Istio objects took
   */
  int deliver(Meshes meshes) throws IOException, InterruptedException {
    List<LabPod> stay = pods(meshes).stream().filter(this::isRunning).toList();
    List<Step> steps = DeliveryOrder.of(delivered, meshes.ours());
    for (Step step : steps) {
      step.changes().forEach(this::write);
      Set<String> touched = new HashSet<>();
      step.changes().forEach(change -> touched.add(change.key().cluster()));
      List<LabPod> inThem = stay.stream().filter(pod -> touched.contains(pod.cluster())).toList();
      traffic.apply(configs(meshes, inThem));
    }
    bring(meshes, List.of());
    return steps.size();
  }

  /** Brings the running Envoys of some clusters to the state of these, without an order. */
  void show(Meshes part) throws IOException, InterruptedException {
    delivered.keySet().removeIf(key -> part.clusters().containsKey(key.cluster()));
    delivered.putAll(part.ours());
    bring(
        part,
        traffic.pods().stream()
            .filter(pod -> !part.clusters().containsKey(pod.cluster()))
            .toList());
  }

  private void bring(Meshes meshes, List<LabPod> others) throws IOException, InterruptedException {
    List<LabPod> wanted = pods(meshes);
    Map<Boolean, List<LabPod>> running =
        wanted.stream().collect(Collectors.partitioningBy(this::isRunning));
    traffic.apply(configs(meshes, running.getOrDefault(true, List.of())));
    List<LabPod> added = running.getOrDefault(false, List.of());
    if (!added.isEmpty()) {
      traffic.start(configs(meshes, added));
    }
    traffic.keepOnly(Stream.concat(wanted.stream(), others.stream()).toList());
  }

  private boolean isRunning(LabPod pod) {
    return traffic.pods().stream().anyMatch(running -> running.node().equals(pod.node()));
  }

  private void write(ObjectChange change) {
    if (change.after() == null) {
      delivered.remove(change.key());
    } else {
      delivered.put(change.key(), change.after());
    }
  }

  private static List<LabPod> pods(Meshes meshes) {
    return meshes.clusters().values().stream().flatMap(mesh -> LabPods.of(mesh).stream()).toList();
  }

  private Map<LabPod, ProxyConfig> configs(Meshes meshes, List<LabPod> pods) {
    Map<String, ClusterMesh> now = new HashMap<>();
    meshes.clusters().forEach((name, mesh) -> now.put(name, asDelivered(mesh)));
    Map<LabPod, ProxyConfig> configs = new LinkedHashMap<>();
    for (LabPod pod : pods) {
      ClusterMesh mesh = now.get(pod.cluster());
      if (mesh != null) {
        configs.put(pod, mesh.configOf(pod.pod()));
      }
    }
    return configs;
  }

  private ClusterMesh asDelivered(ClusterMesh mesh) {
    List<IstioObject> ours = new ArrayList<>();
    delivered.forEach((key, object) -> {
      if (key.cluster().equals(mesh.cluster())) {
        ours.add(object);
      }
    });
    return mesh.withOurs(ours)
        .with(settings -> settings.withProxyHttpPort(LabTraffic.HTTP_PROXY_PORT));
  }
}
