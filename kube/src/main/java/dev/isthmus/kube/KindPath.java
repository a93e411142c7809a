package dev.isthmus.kube;

import dev.isthmus.api.ObjectKey;

/**
 * Where the objects of a kind are.
 *
 * @param root such as {@code /apis/networking.istio.io/v1beta1}
 * @param plural such as {@code serviceentries}
 */
record KindPath(String root, String plural, boolean namespaced) {
  /** All objects of the kind. */
  String all() {
    return root + "/" + plural;
  }

  /** The objects of a namespace. */
  String in(String namespace) {
    return namespaced ? root + "/namespaces/" + namespace + "/" + plural : all();
  }

  String of(ObjectKey key) {
    return in(key.namespace()) + "/" + key.name();
  }
}
