package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

/**
 * The client is sent elsewhere.
 *
 * @param hostRedirect the new host, or empty
 * @param pathRedirect the new path, or empty
 * @param responseCode the status
 */
public record Redirect(String hostRedirect, String pathRedirect, RedirectCode responseCode)
    implements HttpAction {

  public Redirect {
    requireNonNull(hostRedirect, "hostRedirect");
    requireNonNull(pathRedirect, "pathRedirect");
    requireNonNull(responseCode, "responseCode");
  }
}
