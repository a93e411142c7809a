package dev.isthmus.lab;

import org.jspecify.annotations.Nullable;

/**
 * A request that a lab sends before its first step and after each.
 *
 * @param name unique in the lab
 * @param title who asks whom, for people
 * @param cluster the cluster of the pod that sends it
 * @param from the application (label {@code app}) of that pod, which sends it by its sidecar; null:
 *     it is sent from outside of the mesh
 * @param url what is asked for: a host of the mesh, or an address of the clusters
 * @param of a service that the answering one calls: its answer counts; null: the answering one's
 * @param count how often it is sent each time; 20 when not given
 */
public record LabRequest(
    String name,
    String title,
    String cluster,
    @Nullable String from,
    String url,
    @Nullable String of,
    int count) {
  private static final int MANY = 20;

  public LabRequest {
    count = count == 0 ? MANY : count;
  }
}
