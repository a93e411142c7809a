package dev.isthmus.api.gloo.admin;

/**
 * Layers that can enforce access.
 *
 * @param cni the network (Cilium)
 * @param mesh the proxies
 */
public record EnforcementLayers(boolean cni, boolean mesh) {}
