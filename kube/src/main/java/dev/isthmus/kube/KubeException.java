package dev.isthmus.kube;

import java.io.IOException;

/** A request that an API server did not do. The message says where, what and why, for people. */
public final class KubeException extends IOException {
  private final int code;

  KubeException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The HTTP code; 0 when no answer came: then a write may have been done or not. */
  public int code() {
    return code;
  }

  /** There is no such object, or its kind is not served. */
  public boolean isNotFound() {
    return code == 404;
  }

  /** There is one of this name already, or it is not what the writer took it for. */
  public boolean isConflict() {
    return code == 409;
  }

  /** The right is missing, or the account is not known. */
  public boolean isForbidden() {
    return code == 401 || code == 403;
  }
}
