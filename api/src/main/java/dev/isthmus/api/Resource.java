package dev.isthmus.api;

import java.util.SortedMap;

/** An object of a cluster, as a value: equal content is equal. */
public interface Resource {

  ObjectKind kind();

  Meta meta();

  default ObjectKey key() {
    return meta().key();
  }

  default ObjectRef ref() {
    return new ObjectRef(kind(), key());
  }

  default String cluster() {
    return key().cluster();
  }

  default String namespace() {
    return key().namespace();
  }

  default String name() {
    return key().name();
  }

  default SortedMap<String, String> labels() {
    return meta().labels();
  }
}
