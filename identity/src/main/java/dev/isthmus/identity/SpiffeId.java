package dev.isthmus.identity;

/**
 * A workload of a mesh, as Istio names it: {@code spiffe://<trust
 * domain>/ns/<namespace>/sa/<service account>}.
 */
public record SpiffeId(String trustDomain, String namespace, String serviceAccount) {
  /** The URI. */
  @Override
  public String toString() {
    return "spiffe://" + trustDomain + "/ns/" + namespace + "/sa/" + serviceAccount;
  }
}
