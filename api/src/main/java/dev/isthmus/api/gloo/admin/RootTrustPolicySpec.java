package dev.isthmus.api.gloo.admin;

import dev.isthmus.api.gloo.selector.MeshSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@link RootTrustPolicy}.
 *
 * @param applyToMeshes the control planes, ORed; empty: all
 * @param config where the root comes from
 */
public record RootTrustPolicySpec(
    List<MeshSelector> applyToMeshes, @Nullable RootTrustConfig config) {

  public RootTrustPolicySpec {
    applyToMeshes = List.copyOf(applyToMeshes);
  }
}
