package dev.isthmus.envoy.registry;

/** SPIFFE identities of workloads. */
public final class Spiffe {
  private Spiffe() {}

  public static String identity(String trustDomain, String namespace, String serviceAccount) {
    return "spiffe://" + trustDomain + "/ns/" + namespace + "/sa/" + serviceAccount;
  }
}
