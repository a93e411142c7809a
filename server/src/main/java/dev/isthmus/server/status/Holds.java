package dev.isthmus.server.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Wait;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.resolve.NamespaceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What of a workspace is held back: by the brake, or until a cluster is heard. */
final class Holds {
  private static final String TYPE = "Held";

  private final Consumer<String> changed;
  private SortedMap<String, SortedMap<IstioKey, String>> byWorkspace = new TreeMap<>();

  /**
   * @param changed is told the name of each workspace of which something else is held than before
   */
  Holds(Consumer<String> changed) {
    this.changed = changed;
  }

  void rolled(Map<IstioKey, Shares.Open> open, Translation translation) {
    SortedMap<String, SortedMap<IstioKey, String>> now = new TreeMap<>();
    open.forEach((key, one) -> {
      if (one.why() instanceof Wait.Held || one.why() instanceof Wait.Frozen) {
        now.computeIfAbsent(workspace(key, one, translation), _ -> new TreeMap<>())
            .put(key, one.why().text());
      }
    });
    TreeSet<String> names = new TreeSet<>(byWorkspace.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      if (!now.getOrDefault(name, new TreeMap<>())
          .equals(byWorkspace.getOrDefault(name, new TreeMap<>()))) {
        changed.accept(name);
      }
    }
    byWorkspace = now;
  }

  /** The workspace of the object that it follows from; else of its own namespace. */
  private static String workspace(IstioKey key, Shares.Open one, Translation translation) {
    for (ObjectRef owner : one.owners()) {
      if (!owner.key().namespace().isEmpty()) {
        String name =
            translation.workspace(new NamespaceId(owner.key().cluster(), owner.key().namespace()));
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return translation.workspace(new NamespaceId(key.cluster(), key.namespace()));
  }

  void condition(ObjectNode status, UserObject workspace) {
    SortedMap<IstioKey, String> held =
        byWorkspace.getOrDefault(workspace.ref().key().name(), new TreeMap<>());
    Map<String, List<IstioKey>> byReason = new LinkedHashMap<>();
    held.forEach((key, text) -> byReason.computeIfAbsent(text, _ -> new ArrayList<>()).add(key));
    List<String> lines = new ArrayList<>();
    byReason.forEach((text, keys) -> lines.add(text + " " + few(keys)));
    StatusJson.condition(
        status,
        TYPE,
        !held.isEmpty(),
        workspace.generation(),
        held.isEmpty() ? "NothingHeld" : "WouldTakeAway",
        held.isEmpty()
            ? ""
            : Messages.joined(lines, "\n") + "\nisthmus pending says more, and what lets it go.");
  }

  private static String few(List<IstioKey> keys) {
    return keys.size() == 1
        ? "Of this workspace: " + keys.getFirst() + "."
        : "Of this workspace: %s and %d more.".formatted(keys.getFirst(), keys.size() - 1);
  }
}
