package dev.isthmus.api.gloo.selector;

import org.jspecify.annotations.Nullable;

/**
 * Selects control planes.
 *
 * @param istio which ones; null: all
 */
public record MeshSelector(@Nullable IstioMesh istio) {}
