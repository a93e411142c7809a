package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites the authority and the path (or its matched prefix).
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite">HTTPRewrite</a>
 */
public record HttpRewrite(String authority, String uri, @Nullable RegexRewrite uriRegexRewrite) {
  public HttpRewrite {
    authority = Absent.text(authority);
    uri = Absent.text(uri);
  }
}
