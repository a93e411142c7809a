package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * Selects workspaces. Members are ANDed.
 *
 * @param name the workspace's name, where {@code *} stands for any text; empty: any
 * @param selector labels of the Workspace object
 */
public record WorkspaceSelector(String name, SortedMap<String, String> selector) {

  public WorkspaceSelector {
    requireNonNull(name, "name");
    selector = Labels.copyOf(selector);
  }
}
