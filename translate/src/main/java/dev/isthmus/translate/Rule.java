package dev.isthmus.translate;

/**
 * The rules that make outputs. Each has a section in docs/translation.md, found by {@link
 * #anchor()}.
 */
public enum Rule {
  FEDERATION_LOCAL_ENTRY(
      "federation-local-entry", "federation: one entry in the service's own cluster"),
  FEDERATION_LOCAL_RULE(
      "federation-local-rule",
      "federation: mutual TLS and identities in the service's own cluster"),
  FEDERATION_REMOTE_ENTRY(
      "federation-remote-entry", "federation: an entry in every namespace of the workspace"),
  FEDERATION_REMOTE_RULE(
      "federation-remote-rule", "federation: mutual TLS and identities where the entry is"),
  EAST_WEST_GATEWAY(
      "east-west-gateway", "federation: the east-west gateway lets the federated hosts in"),
  SUBSET_RULE("subset-rule", "subsets: a rule wherever a route uses a subset"),
  VIRTUAL_GATEWAY("virtual-gateway", "a Gateway for every gateway service that is selected"),
  ROUTE_TABLE_GATEWAY("route-table-gateway", "routes on a gateway: a VirtualService beside it"),
  ROUTE_TABLE_SIDECAR(
      "route-table-sidecar", "routes on sidecars: a VirtualService in every namespace");

  private final String anchor;
  private final String sentence;

  Rule(String anchor, String sentence) {
    this.anchor = anchor;
    this.sentence = sentence;
  }

  /** The section of docs/translation.md that gives the rule. */
  public String anchor() {
    return anchor;
  }

  /** The rule in a few words. */
  public String sentence() {
    return sentence;
  }
}
