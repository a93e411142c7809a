package dev.isthmus.translate.resolve;

/** Whose identities: the services of one name and namespace, in all clusters of a workspace. */
public record IdentityKey(String workspace, String namespace, String name)
    implements Comparable<IdentityKey> {
  @Override
  public int compareTo(IdentityKey other) {
    int order = workspace.compareTo(other.workspace);
    if (order == 0) {
      order = namespace.compareTo(other.namespace);
    }
    return order == 0 ? name.compareTo(other.name) : order;
  }
}
