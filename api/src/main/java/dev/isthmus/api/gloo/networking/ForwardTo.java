package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.DestinationReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests, or connections, are forwarded. At most one path rewrite and one host rewrite are set.
 *
 * @param destinations where to; empty: the table's default destination
 * @param pathRewrite in place of the prefix, or of the whole path of an exact match
 * @param regexRewrite a rewrite of the path by a regular expression
 * @param hostRewrite the new Host header
 * @param autoHostRewrite the Host header becomes the chosen endpoint's name
 */
public record ForwardTo(
    List<DestinationReference> destinations,
    String pathRewrite,
    @Nullable RegexRewrite regexRewrite,
    String hostRewrite,
    boolean autoHostRewrite)
    implements HttpAction {

  /** Names nothing: where a route stands that could not be read. */
  static final ForwardTo NOTHING = new ForwardTo(List.of(), "", null, "", false);

  public ForwardTo {
    destinations = List.copyOf(destinations);
    requireNonNull(pathRewrite, "pathRewrite");
    requireNonNull(hostRewrite, "hostRewrite");
  }
}
