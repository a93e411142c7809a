package dev.isthmus.api.port;

import java.time.Duration;

/** What became of a {@link Write}. */
public sealed interface WriteResult {
  /** It was done; the object as it is now. */
  record Stored(StoredObject object) implements WriteResult {}

  /** It was deleted, or is being deleted once its finalizers have run. */
  record Deleted() implements WriteResult {}

  /** 409 to a create: somebody's object has the name. */
  record AlreadyExists() implements WriteResult {}

  /**
   * 409 to a replace, delete or status: it is not what the writer took it for. Read and judge
   * again.
   */
  record Conflict(String message) implements WriteResult {}

  /** 404: there is no such object (or no such namespace, or the kind is not served). */
  record NotFound(String message) implements WriteResult {}

  /** 400, 413, 422, or an admission policy's no: the same request will fail again. */
  record Invalid(String message) implements WriteResult {}

  /** 401 or 403: the right is not granted. */
  record Forbidden(String message) implements WriteResult {}

  /** 429: not before this much time has passed. */
  record Throttled(Duration retryAfter) implements WriteResult {}

  /**
   * A time-out, a broken connection, a 5xx: it may have been done or not. Observe, then judge
   * again.
   */
  record Unknown(String message) implements WriteResult {}
}
