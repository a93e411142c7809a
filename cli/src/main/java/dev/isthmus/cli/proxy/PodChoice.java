package dev.isthmus.cli.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the one pod that a user means. */
public final class PodChoice {
  private static final int SHOWN = 20;

  private PodChoice() {}

  /**
   * The pod of a name.
   *
   * @param pods those that have a proxy, of all clusters in question
   * @param without those that have none
   * @param namespace that of {@code -n}; null: none is given
   * @throws NoSuchPodException if none fits, or several do that are not alike
   */
  public static ProxyPod of(
      String text, @Nullable String namespace, List<ProxyPod> pods, List<ProxyPod> without)
      throws NoSuchPodException {
    PodName name;
    try {
      name = PodName.of(text, namespace);
    } catch (IllegalArgumentException e) {
      throw new NoSuchPodException(e.getMessage() + ".");
    }
    List<ProxyPod> found = name.in(pods);
    if (found.size() == 1 || (!found.isEmpty() && areAlike(name, found))) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw new NoSuchPodException(none(text, name, pods, without));
    }
    throw new NoSuchPodException(
        "Several pods fit " + text + "; name one, or the cluster with --cluster:" + list(found));
  }

  /** Pods of one workload get the same. */
  private static boolean areAlike(PodName name, List<ProxyPod> found) {
    return name.type() != PodName.Type.POD
        && found.stream().map(pod -> pod.cluster() + "/" + pod.namespace()).distinct().count() == 1;
  }

  private static String none(
      String text, PodName name, List<ProxyPod> pods, List<ProxyPod> without) {
    List<ProxyPod> bare = name.in(without);
    if (!bare.isEmpty()) {
      return bare.getFirst()
          + " has no Istio proxy (container istio-proxy, or annotation sidecar.istio.io/status)"
          + " that runs.";
    }
    List<ProxyPod> same =
        pods.stream()
            .filter(pod -> name.namespace() == null || pod.namespace().equals(name.namespace()))
            .toList();
    return pods.isEmpty()
        ? "No pod has an Istio proxy, so none fits " + text + "."
        : "No pod with an Istio proxy fits "
            + text
            + "; there are:"
            + list(same.isEmpty() ? pods : same);
  }

  private static String list(List<ProxyPod> pods) {
    String lines =
        pods.stream()
            .sorted(Comparator.comparing(ProxyPod::toString))
            .limit(SHOWN)
            .map(pod -> "\n  " + pod)
            .collect(Collectors.joining());
    return pods.size() <= SHOWN ? lines : lines + "\n  … and " + (pods.size() - SHOWN) + " more";
  }
}
