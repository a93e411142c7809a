package dev.isthmus.kubesim;

/** Where an object is: its type, its namespace (empty for none), its name. */
record Place(ResourceType type, String namespace, String name) {
  String key() {
    return Store.key(namespace, name);
  }
}
