package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectRef;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A workspace.
 *
 * @param name its name
 * @param object its Workspace object
 * @param labels that object's labels, which other workspaces' settings select by
 */
public record WorkspaceInfo(String name, ObjectRef object, SortedMap<String, String> labels) {
  public WorkspaceInfo {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
