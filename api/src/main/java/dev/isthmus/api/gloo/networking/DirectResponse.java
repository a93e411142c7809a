package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

/**
 * A fixed answer.
 *
 * @param status its status, 100 to 599
 * @param body its body, below 1 MB
 */
public record DirectResponse(int status, String body) implements HttpAction {

  public DirectResponse {
    requireNonNull(body, "body");
  }
}
