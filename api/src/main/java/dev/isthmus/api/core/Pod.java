package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a cluster. There are many of them: what is equal between pods is shared, and what
 * translation does not need is not kept.
 *
 * @param meta its metadata, without uid and generation; of the annotations those of Istio, without
 *     {@code sidecar.istio.io/status}
 * @param serviceAccountName its account; {@code default} when none is given
 * @param nodeName its node; empty before it is placed
 * @param ips its addresses
 * @param hostNetwork whether it uses the node's network
 * @param phase where it is in its life
 * @param ready whether its condition {@code Ready} holds; when it has none, whether it runs
 * @param deleting whether it has a {@code deletionTimestamp}
 * @param owner its controller; null: none
 * @param proxy its Istio proxy
 * @param ports the named ports of its containers
 */
public record Pod(
    Meta meta,
    String serviceAccountName,
    String nodeName,
    List<String> ips,
    boolean hostNetwork,
    PodPhase phase,
    boolean ready,
    boolean deleting,
    @Nullable OwnerReference owner,
    PodProxy proxy,
    List<ContainerPort> ports)
    implements Resource {

  /** Labels that Kubernetes sets on each pod, or each generation of pods, apart. */
  public static final Set<String> LABELS_OF_ONE_POD =
      Set.of(
          "pod-template-hash",
          "controller-revision-hash",
          "pod-template-generation",
          "statefulset.kubernetes.io/pod-name",
          "apps.kubernetes.io/pod-index",
          "batch.kubernetes.io/job-completion-index",
          "batch.kubernetes.io/controller-uid",
          "controller-uid");

  public Pod {
    requireNonNull(meta, "meta");
    requireNonNull(serviceAccountName, "serviceAccountName");
    requireNonNull(nodeName, "nodeName");
    ips = List.copyOf(ips);
    requireNonNull(phase, "phase");
    requireNonNull(proxy, "proxy");
    ports = List.copyOf(ports);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.POD;
  }

  /** Whether it has ended: it takes no requests any more, and has no identity to count. */
  public boolean ended() {
    return phase == PodPhase.SUCCEEDED || phase == PodPhase.FAILED;
  }
}
