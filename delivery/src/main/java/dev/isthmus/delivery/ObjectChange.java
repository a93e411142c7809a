package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param before what is there; null when the object is created
 * @param after what is there afterwards; null when the object is deleted
 */
public record ObjectChange(IstioKey key, @Nullable IstioObject before, @Nullable IstioObject after)
    implements Comparable<ObjectChange> {
  @Override
  public int compareTo(ObjectChange other) {
    return key.compareTo(other.key);
  }
}
