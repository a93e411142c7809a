package dev.isthmus.server.store;

import java.io.IOException;

/** What is stored is not what was stored. The message says which object, what, and what to do. */
public final class StoreException extends IOException {
  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
