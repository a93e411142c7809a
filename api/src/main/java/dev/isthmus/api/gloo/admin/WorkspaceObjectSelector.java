package dev.isthmus.api.gloo.admin;

import dev.isthmus.api.gloo.selector.WorkspaceSelector;
import java.util.List;

/**
 * Objects of, or for, other workspaces.
 *
 * @param workspaces the other workspaces, ORed
 * @param resources what is shared, ORed; empty: everything shareable
 */
public record WorkspaceObjectSelector(
    List<WorkspaceSelector> workspaces, List<TypedObjectSelector> resources) {

  public WorkspaceObjectSelector {
    workspaces = List.copyOf(workspaces);
    resources = List.copyOf(resources);
  }
}
