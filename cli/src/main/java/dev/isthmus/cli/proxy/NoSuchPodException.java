package dev.isthmus.cli.proxy;

import java.io.Serial;

/** A name fits no pod, or several; the message says which there are. */
public final class NoSuchPodException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  NoSuchPodException(String message) {
    super(message);
  }
}
