package dev.isthmus.istio;

/**
 * Replaces what a regular expression matches.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#RegexRewrite">RegexRewrite</a>
 */
public record RegexRewrite(String match, String rewrite) {
  public RegexRewrite {
    match = Absent.text(match);
    rewrite = Absent.text(rewrite);
  }
}
