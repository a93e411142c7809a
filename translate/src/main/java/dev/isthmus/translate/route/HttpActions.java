package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.networking.Delegate;
import dev.isthmus.api.gloo.networking.DirectResponse;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.GraphQl;
import dev.isthmus.api.gloo.networking.Redirect;
import dev.isthmus.api.gloo.networking.RedirectCode;
import dev.isthmus.api.gloo.networking.UnreadableAction;
import dev.isthmus.istio.HttpBody;
import dev.isthmus.istio.HttpDirectResponse;
import dev.isthmus.istio.HttpRedirectBuilder;
import dev.isthmus.istio.HttpRewrite;
import dev.isthmus.istio.HttpRouteBuilder;
import dev.isthmus.istio.HttpRouteDestination;
import dev.isthmus.istio.RegexRewrite;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a route does, in Istio's words (API reference, 2.5). */
final class HttpActions {
  private static final int MAX_BODY_BYTES = 1_000_000;

  private final DestinationResolver resolver;
  private final Collection<Finding> findings;

  HttpActions(DestinationResolver resolver, Collection<Finding> findings) {
    this.resolver = resolver;
    this.findings = findings;
  }

  /** How putting an action into a route ended. */
  enum Outcome {
    /** The route does what was asked. */
    DONE,
    /** The route is wrong: its table's {@code failureMode} decides. */
    BROKEN,
    /**
     * What is asked is not supported: the route answers 500, and nothing of the user's is wrong.
     */
    UNSUPPORTED
  }

  Outcome put(FlatRoute route, HttpRouteBuilder into) {
    if (route.replaced()) {
      return Outcome.BROKEN;
    }
    var place = route.step().place();
    return switch (route.route().action()) {
      case ForwardTo forwardTo -> forward(route, forwardTo, place.at("forwardTo"), into);
      case Redirect redirect -> redirect(redirect, place.at("redirect"), into);
      case DirectResponse response -> answer(response, place.at("directResponse"), into);
      case GraphQl graphQl -> {
        findings.add(RouteFindings.noGraphQl(place.at("graphql")));
        yield Outcome.UNSUPPORTED;
      }
      case UnreadableAction unreadable -> Outcome.BROKEN; // as its reader said
      case Delegate delegate -> throw new IllegalStateException("not flattened: " + route.name());
    };
  }

  private Outcome forward(
      FlatRoute route, ForwardTo forwardTo, Place place, HttpRouteBuilder into) {
    var destinations =
        new Destinations(resolver, findings, RouteFindings.ROUTE_ANSWERS_500)
            .of(route.step().table(), forwardTo, place);
    var rewrite = rewrite(route, forwardTo, place);
    if (destinations.isEmpty() || rewrite instanceof Rewrite.Broken) {
      return Outcome.BROKEN;
    }
    into.route(
        destinations.get().stream()
            .map(each -> new HttpRouteDestination(each.destination(), null, each.weight()))
            .toList());
    if (rewrite instanceof Rewrite.To(HttpRewrite to)) {
      into.rewrite(to);
    }
    return Outcome.DONE;
  }

  private sealed interface Rewrite {
    record None() implements Rewrite {}

    record To(HttpRewrite rewrite) implements Rewrite {}

    record Broken() implements Rewrite {}
  }

  private Rewrite rewrite(FlatRoute route, ForwardTo forwardTo, Place place) {
    if (forwardTo.autoHostRewrite()) {
      findings.add(RouteFindings.noAutoHostRewrite(place.at("autoHostRewrite")));
    }
    if (!forwardTo.pathRewrite().isEmpty() && matchesByRegex(route)) {
      findings.add(RouteFindings.rewriteOfRegex(place.at("pathRewrite")));
      return new Rewrite.Broken();
    }
    @Nullable RegexRewrite regex = null;
    if (forwardTo.regexRewrite() != null) {
      regex = regexRewrite(forwardTo.regexRewrite(), place.at("regexRewrite")).orElse(null);
      if (regex == null) {
        return new Rewrite.Broken();
      }
    }
    var none =
        forwardTo.hostRewrite().isEmpty() && forwardTo.pathRewrite().isEmpty() && regex == null;
    return none
        ? new Rewrite.None()
        : new Rewrite.To(new HttpRewrite(forwardTo.hostRewrite(), forwardTo.pathRewrite(), regex));
  }

  private static boolean matchesByRegex(FlatRoute route) {
    return route.matches().stream().anyMatch(match -> match.pathMatch() instanceof PathMatch.Regex);
  }

  private Optional<RegexRewrite> regexRewrite(
      dev.isthmus.api.gloo.networking.RegexRewrite rewrite, Place place) {
    var pattern = rewrite.pattern() == null ? "" : rewrite.pattern().regex();
    var problem = Re2.problem(pattern);
    if (problem.isPresent()) {
      findings.add(RouteFindings.badRegex(place.at("pattern.regex"), problem.get()));
      return Optional.empty();
    }
    if (rewrite.substitution().isEmpty()) {
      findings.add(RouteFindings.emptySubstitution(place.at("substitution")));
      return Optional.empty();
    }
    return Optional.of(new RegexRewrite(pattern, rewrite.substitution()));
  }

  private Outcome redirect(Redirect redirect, Place place, HttpRouteBuilder into) {
    if (redirect.hostRedirect().isEmpty() && redirect.pathRedirect().isEmpty()) {
      findings.add(RouteFindings.redirectToNowhere(place));
      return Outcome.BROKEN;
    }
    into.redirect(
        HttpRedirectBuilder.builder()
            .authority(redirect.hostRedirect())
            .uri(redirect.pathRedirect())
            .redirectCode(status(redirect.responseCode()))
            .build());
    return Outcome.DONE;
  }

  private static int status(RedirectCode code) {
    return switch (code) {
      case MOVED_PERMANENTLY -> 301;
      case FOUND -> 302;
      case SEE_OTHER -> 303;
      case TEMPORARY_REDIRECT -> 307;
      case PERMANENT_REDIRECT -> 308;
    };
  }

  private Outcome answer(DirectResponse response, Place place, HttpRouteBuilder into) {
    if (response.status() < 200 || response.status() > 599) {
      findings.add(RouteFindings.badStatus(place.at("status"), response.status()));
      return Outcome.BROKEN;
    }
    if (response.body().getBytes(StandardCharsets.UTF_8).length >= MAX_BODY_BYTES) {
      findings.add(RouteFindings.bodyTooLarge(place.at("body")));
      return Outcome.BROKEN;
    }
    var body = response.body().isEmpty() ? null : new HttpBody(null, response.body());
    into.directResponse(new HttpDirectResponse(body, response.status()));
    return Outcome.DONE;
  }
}
