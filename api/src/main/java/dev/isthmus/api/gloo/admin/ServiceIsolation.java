package dev.isthmus.api.gloo.admin;

import org.jspecify.annotations.Nullable;

/**
 * Only the workspace and its importers may call its services.
 *
 * @param enabled whether it holds
 * @param trimProxyConfig sidecars know only the workspace and what it imports; null: not said
 * @param enforcementLayers which layers enforce it; null: all there are
 */
public record ServiceIsolation(
    boolean enabled,
    @Nullable Boolean trimProxyConfig,
    @Nullable EnforcementLayers enforcementLayers) {}
