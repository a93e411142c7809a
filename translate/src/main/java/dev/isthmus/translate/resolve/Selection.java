package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.api.gloo.admin.TypedObjectSelector;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.api.gloo.selector.WorkspaceSelector;
import java.util.List;
import java.util.SortedMap;

/**
 * What selectors select (API reference, Selecting): members ANDed and exact, an empty member takes
 * any.
 */
public final class Selection {

  private Selection() {}

  /** Whether a selector selects an object of a workspace. */
  public static boolean selects(
      ObjectSelector selector, SortedMap<String, String> labels, ObjectKey key, String workspace) {
    return takes(selector.name(), key.name())
        && takes(selector.namespace(), key.namespace())
        && takes(selector.cluster(), key.cluster())
        && takes(selector.workspace(), workspace)
        && selectsLabels(selector.labels(), labels);
  }

  /** Whether one of the selectors selects an object; no selector at all selects every object. */
  public static boolean anySelects(
      List<ObjectSelector> selectors,
      SortedMap<String, String> labels,
      ObjectKey key,
      String workspace) {
    for (ObjectSelector selector : selectors) {
      if (selects(selector, labels, key, workspace)) {
        return true;
      }
    }
    return selectors.isEmpty();
  }

  /** Whether an entry of importFrom or exportTo is about an object. */
  public static boolean selects(
      TypedObjectSelector selector,
      ShareableKind kind,
      SortedMap<String, String> labels,
      ObjectKey key) {
    return (selector.kind() == ShareableKind.ALL || selector.kind() == kind)
        && takes(selector.name(), key.name())
        && takes(selector.namespace(), key.namespace())
        && takes(selector.cluster(), key.cluster())
        && selectsLabels(selector.labels(), labels);
  }

  /** Whether a selector selects a workspace. */
  public static boolean selects(WorkspaceSelector selector, WorkspaceInfo workspace) {
    return (selector.name().isEmpty() || Glob.matches(selector.name(), workspace.name()))
        && selectsLabels(selector.selector(), workspace.labels());
  }

  /** Whether labels have all that a selector wants. */
  public static boolean selectsLabels(
      SortedMap<String, String> selector, SortedMap<String, String> labels) {
    return selector.isEmpty() || Labels.copyOf(selector).selects(labels);
  }

  private static boolean takes(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }
}
