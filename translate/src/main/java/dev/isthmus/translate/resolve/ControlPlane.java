package dev.isthmus.translate.resolve;

/**
 * One istiod of a cluster, as its deployment and its mesh ConfigMap show it.
 *
 * @param cluster its cluster
 * @param namespace its namespace
 * @param revision its revision; {@code default} when it has none
 * @param trustDomain its trust domain; {@code cluster.local} when its mesh configuration sets none
 * @param rootNamespace its root namespace: rules in it hold for the whole mesh
 */
public record ControlPlane(
    String cluster, String namespace, String revision, String trustDomain, String rootNamespace) {

  /** Istio's trust domain when none is configured. */
  public static final String DEFAULT_TRUST_DOMAIN = "cluster.local";
}
