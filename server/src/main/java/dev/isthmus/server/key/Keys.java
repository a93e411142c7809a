package dev.isthmus.server.key;

import dev.isthmus.delivery.IstioKey;
import dev.isthmus.translate.OutputKey;

/** Keys of generated objects, from translation's to delivery's and back. */
public final class Keys {
  private Keys() {}

  /** As delivery has it. */
  public static IstioKey of(OutputKey key) {
    return new IstioKey(key.cluster(), key.namespace(), key.kind(), key.name());
  }

  /** As translation has it. */
  public static OutputKey of(IstioKey key) {
    return new OutputKey(key.cluster(), key.namespace(), key.kind(), key.name());
  }
}
