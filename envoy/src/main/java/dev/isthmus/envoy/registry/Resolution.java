package dev.isthmus.envoy.registry;

/** How a proxy finds the endpoints of a service. */
public enum Resolution {
  /** From istiod. */
  STATIC,
  /** By DNS, all addresses. */
  DNS,
  /** By DNS, one address at a time. */
  DNS_ROUND_ROBIN,
  /** Where the caller was going anyway. */
  NONE,
  /** By DNS, per request. */
  DYNAMIC_DNS,
  /** Another service's ({@code ExternalName}). */
  ALIAS
}
