package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** A registered cluster. Its name is the cluster's name everywhere. */
public record KubernetesCluster(Meta meta, KubernetesClusterSpec spec) implements Resource {

  public KubernetesCluster {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.KUBERNETES_CLUSTER;
  }
}
