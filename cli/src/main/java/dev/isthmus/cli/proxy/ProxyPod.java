package dev.isthmus.cli.proxy;

import dev.isthmus.api.core.OwnerReference;
import dev.isthmus.api.core.Pod;
import org.jspecify.annotations.Nullable;

/**
 * A pod that can be named.
 *
 * @param owner its controller; null: none is known
 */
public record ProxyPod(
    String cluster, String namespace, String name, @Nullable OwnerReference owner) {
  public static ProxyPod of(Pod pod) {
    return new ProxyPod(pod.cluster(), pod.namespace(), pod.name(), pod.owner());
  }

  /** As istioctl names it: {@code name.namespace}. */
  public String id() {
    return name + "." + namespace;
  }

  @Override
  public String toString() {
    return id() + " (" + cluster + ")";
  }
}
