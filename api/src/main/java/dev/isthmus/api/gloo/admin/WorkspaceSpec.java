package dev.isthmus.api.gloo.admin;

import dev.isthmus.api.gloo.selector.ClusterSelector;
import java.util.List;

/**
 * The content of a {@link Workspace}.
 *
 * @param workloadClusters clusters and namespaces that belong to it, ORed; empty: it owns nothing
 */
public record WorkspaceSpec(List<ClusterSelector> workloadClusters) {

  public WorkspaceSpec {
    workloadClusters = List.copyOf(workloadClusters);
  }
}
