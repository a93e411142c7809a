package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A Deployment, StatefulSet or DaemonSet, with the template of its pods.
 *
 * @param kind which of the three
 * @param meta its metadata
 * @param replicas how many pods are wanted; 1 for a DaemonSet
 * @param templateLabels labels of its pods
 * @param templateAnnotations annotations of its pods, those of Istio
 * @param serviceAccountName the account of its pods; {@code default} when none is given
 * @param hostNetwork whether its pods use their node's network
 * @param containers its containers, initial ones apart
 */
public record Workload(
    ObjectKind kind,
    Meta meta,
    int replicas,
    SortedMap<String, String> templateLabels,
    SortedMap<String, String> templateAnnotations,
    String serviceAccountName,
    boolean hostNetwork,
    List<Container> containers)
    implements Resource {

  public Workload {
    requireNonNull(kind, "kind");
    requireNonNull(meta, "meta");
    templateLabels = Labels.copyOf(templateLabels);
    templateAnnotations = Labels.copyOf(templateAnnotations);
    requireNonNull(serviceAccountName, "serviceAccountName");
    containers = List.copyOf(containers);
  }

  /** The ports that its containers declare, in their order. */
  public List<ContainerPort> ports() {
    List<ContainerPort> ports = new ArrayList<>();
    for (Container container : containers) {
      ports.addAll(container.ports());
    }
    return List.copyOf(ports);
  }

  /** A variable of its containers' environment; of the first container that has it. */
  public Optional<String> env(String name) {
    for (Container container : containers) {
      String value = container.env().get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
