package dev.isthmus.envoy;

import java.util.Collection;
import java.util.Set;

/**
 * Who sees an object ({@code exportTo}): {@code *} everyone, {@code .} its own namespace, {@code ~}
 * no one, or namespaces by name; nothing given is the mesh's default.
 */
public record Visibility(Set<String> exportTo) {
  public Visibility {
    exportTo = Set.copyOf(exportTo);
  }

  public static Visibility of(Collection<String> exportTo, Set<String> meshDefault) {
    return new Visibility(Set.copyOf(exportTo.isEmpty() ? meshDefault : exportTo));
  }

  public boolean isPublic() {
    return exportTo.isEmpty() || exportTo.contains("*");
  }

  /** Whether an object of namespace {@code owner} is seen from namespace {@code viewer}. */
  public boolean includes(String owner, String viewer) {
    if (isPublic()) {
      return true;
    }
    if (exportTo.contains("~")) {
      return false;
    }
    return exportTo.contains(viewer) || (exportTo.contains(".") && owner.equals(viewer));
  }

  /** Whether it is seen from the owner's namespace alone. */
  public boolean isPrivate(String owner) {
    return exportTo.size() == 1 && (exportTo.contains(".") || exportTo.contains(owner));
  }
}
