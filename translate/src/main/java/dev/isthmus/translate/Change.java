package dev.isthmus.translate;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One change of an observed object: its new form, or that it is gone.
 *
 * @param object the object
 * @param resource its new form; null when it is gone
 */
public record Change(ObjectRef object, @Nullable Resource resource) {

  /** The object is there, in this form. */
  public static Change of(Resource resource) {
    return new Change(resource.ref(), resource);
  }

  /** The object is gone. */
  public static Change gone(ObjectRef object) {
    return new Change(object, null);
  }
}
