package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.ObjectKey;
import java.util.Optional;

/**
 * An istiod, as its Deployment shows it.
 *
 * @param cluster its cluster
 * @param namespace its namespace
 * @param revision its revision; {@code default} when it has none
 */
public record Istiod(String cluster, String namespace, String revision) {

  /** The revision of an istiod, or a namespace, that names none. */
  public static final String DEFAULT_REVISION = "default";

  /** The label of workloads, pods and namespaces that names a revision. */
  public static final String REVISION_LABEL = "istio.io/rev";

  public Istiod {
    requireNonNull(cluster, "cluster");
    requireNonNull(namespace, "namespace");
    requireNonNull(revision, "revision");
  }

  /** The istiod that a workload is; empty for others. */
  public static Optional<Istiod> of(Workload workload) {
    boolean istiod =
        workload.name().startsWith("istiod")
            && "istiod".equals(workload.templateLabels().getOrDefault("app", "istiod"));
    return istiod
        ? Optional.of(new Istiod(workload.cluster(), workload.namespace(), revision(workload)))
        : Optional.empty();
  }

  private static String revision(Workload workload) {
    String label = workload.labels().getOrDefault(REVISION_LABEL, "");
    return label.isEmpty()
        ? workload.env("REVISION").filter(r -> !r.isEmpty()).orElse(DEFAULT_REVISION)
        : label;
  }

  /** Where its mesh configuration is: key {@code mesh} of this ConfigMap. */
  public ObjectKey meshConfig() {
    return new ObjectKey(
        cluster, namespace, revision.equals(DEFAULT_REVISION) ? "istio" : "istio-" + revision);
  }
}
