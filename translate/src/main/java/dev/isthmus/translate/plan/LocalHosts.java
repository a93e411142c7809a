package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.engine.In;
import dev.isthmus.translate.resolve.Cluster;
import dev.isthmus.translate.resolve.Clusters;
import org.jspecify.annotations.Nullable;

/** The hosts of services in their own cluster: {@code <name>.<namespace>.svc.<cluster domain>}. */
public final class LocalHosts {

  private final Clusters clusters;

  public LocalHosts(Clusters clusters) {
    this.clusters = clusters;
  }

  /** The host of a service; the rule that asks uses the clusters. */
  public String of(ObjectKey service, In in) {
    String domain = in.get(clusters.table, service.cluster(), LocalHosts::domain);
    return service.name() + "." + service.namespace() + ".svc." + domain;
  }

  private static String domain(@Nullable Cluster cluster) {
    return cluster == null ? "cluster.local" : cluster.domain();
  }
}
