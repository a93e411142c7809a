package dev.isthmus.api.gloo.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@link WorkspaceSettings}.
 *
 * @param importFrom what is taken from other workspaces, ORed
 * @param exportTo what other workspaces may take, ORed
 * @param options federation, isolation, gateways
 */
public record WorkspaceSettingsSpec(
    List<WorkspaceObjectSelector> importFrom,
    List<WorkspaceObjectSelector> exportTo,
    @Nullable WorkspaceOptions options) {

  public WorkspaceSettingsSpec {
    importFrom = List.copyOf(importFrom);
    exportTo = List.copyOf(exportTo);
  }
}
