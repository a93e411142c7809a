package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.api.gloo.admin.TypedObjectSelector;
import java.util.List;
import java.util.SortedMap;

/**
 * What one workspace shares with another: what the one exports and the other imports, both.
 *
 * @param by the settings that say so: the exporter's and the importer's
 * @param exports one of these must select an object; a list of none takes all
 * @param imports one of these too
 */
public record Share(
    List<ObjectRef> by,
    List<List<TypedObjectSelector>> exports,
    List<List<TypedObjectSelector>> imports) {
  public Share {
    by = List.copyOf(by);
    exports = List.copyOf(exports);
    imports = List.copyOf(imports);
  }

  /** Whether the importer sees an object of the exporter. */
  public boolean allows(ShareableKind kind, SortedMap<String, String> labels, ObjectKey key) {
    return any(exports, kind, labels, key) && any(imports, kind, labels, key);
  }

  private static boolean any(
      List<List<TypedObjectSelector>> entries,
      ShareableKind kind,
      SortedMap<String, String> labels,
      ObjectKey key) {
    for (List<TypedObjectSelector> entry : entries) {
      if (entry.isEmpty()) {
        return true;
      }
      for (TypedObjectSelector selector : entry) {
        if (Selection.selects(selector, kind, labels, key)) {
          return true;
        }
      }
    }
    return false;
  }
}
