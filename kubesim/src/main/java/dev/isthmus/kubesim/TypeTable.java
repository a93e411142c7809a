package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The types that are served: Kubernetes' own, and what the stored definitions define. */
final class TypeTable {
  private final Store store;
  private Map<String, ResourceType> byName = Map.of();

  TypeTable(Store store) {
    this.store = store;
    reload();
  }

  /** To be called when definitions have changed. */
  void reload() {
    Map<String, ResourceType> types = new LinkedHashMap<>();
    BuiltinTypes.ALL.forEach(type -> types.put(type.name(), type));
    for (ObjectNode definition : store.of(BuiltinTypes.CRD.name()).values()) {
      ResourceType type = CustomTypes.of(definition);
      types.putIfAbsent(type.name(), type);
    }
    byName = types;
  }

  Collection<ResourceType> all() {
    return byName.values();
  }

  /** The type at {@code /apis/group/version/plural}. */
  Optional<ResourceType> at(String group, String version, String plural) {
    return Optional.ofNullable(byName.get(group.isEmpty() ? plural : plural + "." + group))
        .filter(type -> type.versions().contains(version));
  }

  /** The type of objects with this apiVersion and kind. */
  Optional<ResourceType> of(String apiVersion, String kind) {
    return byName.values().stream()
        .filter(type -> type.kind().equals(kind))
        .filter(type -> type.versions().stream().map(type::apiVersion).anyMatch(apiVersion::equals))
        .findFirst();
  }
}
