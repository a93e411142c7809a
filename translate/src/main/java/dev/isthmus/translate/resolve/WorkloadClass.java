package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.Workload;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What translation sees of pods: all that are alike are one class, so that a rolling update is
 * silence. Templates of Deployments and the like make classes too: a service scaled to zero keeps
 * its identities, and a new account is known before its first pod.
 *
 * @param cluster their cluster
 * @param namespace their namespace
 * @param labels their labels, without those that differ from pod to pod
 * @param account their service account
 * @param ports their named ports
 */
public record WorkloadClass(
    String cluster, String namespace, Labels labels, String account, List<ContainerPort> ports)
    implements Comparable<WorkloadClass> {

  public WorkloadClass {
    ports = List.copyOf(ports);
  }

  static WorkloadClass of(Pod pod) {
    return new WorkloadClass(
        pod.cluster(),
        pod.namespace(),
        shared(pod.labels()),
        pod.serviceAccountName(),
        named(pod.ports()));
  }

  static WorkloadClass of(Workload workload) {
    return new WorkloadClass(
        workload.cluster(),
        workload.namespace(),
        shared(workload.templateLabels()),
        workload.serviceAccountName(),
        named(workload.ports()));
  }

  private static Labels shared(Map<String, String> labels) {
    TreeMap<String, String> kept = new TreeMap<>(labels);
    kept.keySet().removeAll(Pod.LABELS_OF_ONE_POD);
    return Labels.copyOf(kept);
  }

  private static List<ContainerPort> named(List<ContainerPort> ports) {
    List<ContainerPort> named = new ArrayList<>(ports.size());
    for (ContainerPort port : ports) {
      if (!port.name().isEmpty()) {
        named.add(port);
      }
    }
    return named;
  }

  @Override
  public int compareTo(WorkloadClass other) {
    int order = cluster.compareTo(other.cluster);
    if (order == 0) {
      order = namespace.compareTo(other.namespace);
    }
    if (order == 0) {
      order = account.compareTo(other.account);
    }
    if (order == 0) {
      order = compare(labels, other.labels);
    }
    return order == 0 ? comparePorts(other.ports) : order;
  }

  private static int compare(Labels mine, Labels its) {
    Iterator<Map.Entry<String, String>> others = its.entrySet().iterator();
    for (Map.Entry<String, String> entry : mine.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, String> other = others.next();
      int order = entry.getKey().compareTo(other.getKey());
      if (order == 0) {
        order = entry.getValue().compareTo(other.getValue());
      }
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private int comparePorts(List<ContainerPort> its) {
    for (int i = 0; i < Math.min(ports.size(), its.size()); i++) {
      ContainerPort mine = ports.get(i);
      ContainerPort other = its.get(i);
      int order = mine.name().compareTo(other.name());
      if (order == 0) {
        order = Integer.compare(mine.port(), other.port());
      }
      if (order == 0) {
        order = mine.protocol().compareTo(other.protocol());
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(ports.size(), its.size());
  }
}
