package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import java.util.List;

/**
 * What findings about routes say. A table that delegates is not named to the reader of a child: it
 * may lie in a workspace that the reader does not see; the other way round the child is visible.
 */
final class RouteFindings {
  private static final String PARENT_ANSWERS_500 =
      "Requests that match this route and none of the routes that it delegates to get 500.";
  static final String ROUTE_ANSWERS_500 = "Requests that match this route get 500.";

  private RouteFindings() {}

  static Finding nothingToDelegateTo(Place delegate) {
    return delegate
        .at("routeTables")
        .finding(
            Reason.DELEGATE_NOT_FOUND,
            Severity.WARNING,
            "No RouteTable without hosts that the workspace may see is selected.",
            "There is no route in the place of this one; its requests go to later routes, or get 404.",
            "Label a RouteTable as the selector asks, or export it to this workspace and import it.");
  }

  static Finding noMatcherLeft(Place route, boolean delegated) {
    return route
        .at("matchers")
        .finding(
            Reason.INVALID_VALUE,
            "None of the matchers of this route can be used.",
            delegated
                ? "The route is left out; requests that were delegated here, and that no other route takes, get 500."
                : "The route matches no request: those that it was for go to later routes, or get 404.",
            "Correct them; what is wrong is said of each.");
  }

  static Finding cycle(Place delegate, ObjectRef child) {
    return delegate.finding(
        Reason.DELEGATION_CYCLE,
        "This route delegates to " + child + ", which already leads here.",
        PARENT_ANSWERS_500,
        "Narrow the selector, so that no table delegates to itself or back.");
  }

  static Finding tooDeep(Place delegate, int limit) {
    return delegate.finding(
        Reason.DELEGATION_TOO_LARGE,
        "More than " + limit + " RouteTables delegate to each other in a row.",
        PARENT_ANSWERS_500,
        "Delegate to the last tables directly.");
  }

  static Finding tooManyRoutes(Place delegate, int limit) {
    return delegate.finding(
        Reason.DELEGATION_TOO_LARGE,
        "With this delegation a root RouteTable would take in more than " + limit + " routes.",
        PARENT_ANSWERS_500,
        "Delegate to each table once, or split the root RouteTable by host.");
  }

  static Finding tooManyMatches(Place delegate, int limit) {
    return delegate.finding(
        Reason.DELEGATION_TOO_LARGE,
        "Matchers of delegating and delegated routes combine to more than " + limit + ".",
        PARENT_ANSWERS_500,
        "Give either the delegating or the delegated routes few matchers.");
  }

  static List<Finding> contradiction(RouteStep parent, RouteStep child, String why) {
    return List.of(
        parent
            .place()
            .finding(
                Reason.DELEGATE_CONFLICT,
                "Route "
                    + child.name()
                    + " of "
                    + child.table().ref()
                    + " contradicts the matchers of this route: "
                    + why
                    + ".",
                PARENT_ANSWERS_500,
                "Change the matchers of one of the two."),
        child
            .place()
            .at("matchers")
            .finding(
                Reason.DELEGATE_CONFLICT,
                "These matchers contradict those of a route that delegates here.",
                "The route is left out there.",
                "Ask who delegates to this RouteTable, or match what the table is mounted for."));
  }

  static Finding rootOnly(Place field) {
    return field.finding(
        Reason.DELEGATE_INVALID,
        "A RouteTable without hosts is delegated to, and takes this from the table that delegates.",
        "The field has no effect.",
        "Remove it, or give the table hosts.");
  }

  static Finding httpOnly(Place field) {
    return field.finding(
        Reason.DELEGATE_INVALID,
        "Only HTTP routes can be delegated to.",
        "These routes have no effect.",
        "Write them into the RouteTable that has the hosts.");
  }

  static Finding missingDestination(Place place, String consequence) {
    return place.finding(
        Reason.MISSING_FIELD,
        "The route names no destination, and the RouteTable has no defaultDestination.",
        consequence,
        "Add a destination, or a defaultDestination to the RouteTable.");
  }

  static Finding weights(Place place, String what, String consequence) {
    return place.finding(
        Reason.INVALID_WEIGHTS,
        what,
        consequence,
        "Make the weights sum to 100, or leave some out: those share the rest.");
  }

  static Finding noFunctions(Place place, String consequence) {
    return place.finding(
        Reason.ROUTE_NOT_EXPRESSIBLE,
        "Cloud functions cannot be routed to.",
        consequence,
        "Route to a Service, a VirtualDestination or an ExternalService.");
  }

  static Finding missingReference(Place place, String consequence) {
    return place.finding(
        Reason.MISSING_FIELD, "The destination names no object.", consequence, "Set ref.name.");
  }

  static Finding noGraphQl(Place place) {
    return place.finding(
        Reason.NOT_SUPPORTED_YET,
        "GraphQL is not supported yet.",
        ROUTE_ANSWERS_500,
        "Forward to a server that speaks GraphQL.");
  }

  static Finding noAutoHostRewrite(Place place) {
    return place.finding(
        Reason.NOT_SUPPORTED_YET,
        "Istio has no rewrite of the Host header by the chosen endpoint.",
        "Requests keep their Host header.",
        "Set hostRewrite to the name that the destination expects.");
  }

  static Finding rewriteOfRegex(Place place) {
    return place.finding(
        Reason.ROUTE_NOT_EXPRESSIBLE,
        "pathRewrite replaces a prefix or an exact path, and this route matches paths by a regular expression.",
        ROUTE_ANSWERS_500,
        "Match by prefix, or use regexRewrite.");
  }

  static Finding badRegex(Place place, String problem) {
    return place.finding(
        Reason.INVALID_VALUE,
        "Not a regular expression that Envoy takes (RE2): " + problem + ".",
        ROUTE_ANSWERS_500,
        "Correct the expression; RE2 has neither look-around nor back references.");
  }

  static Finding emptySubstitution(Place place) {
    return place.finding(
        Reason.ROUTE_NOT_EXPRESSIBLE,
        "Istio wants a substitution that is not empty.",
        ROUTE_ANSWERS_500,
        "Write the text, or the groups, that shall stay: \\1.");
  }

  static Finding redirectToNowhere(Place place) {
    return place.finding(
        Reason.MISSING_FIELD,
        "The redirect has neither a host nor a path, so it would lead to itself.",
        ROUTE_ANSWERS_500,
        "Set hostRedirect or pathRedirect.");
  }

  static Finding badStatus(Place place, int status) {
    return place.finding(
        Reason.INVALID_VALUE,
        "Istio answers with a status from 200 to 599, not with " + status + ".",
        ROUTE_ANSWERS_500,
        "Choose another status.");
  }

  static Finding bodyTooLarge(Place place) {
    return place.finding(
        Reason.INVALID_VALUE,
        "The body has 1 MB or more.",
        ROUTE_ANSWERS_500,
        "Serve it from a Service.");
  }

  static Finding noSuchPort(Place place) {
    return place.finding(
        Reason.NO_EFFECT,
        "The route matches ports that the gateway does not have.",
        "No request matches this route there.",
        "Name a port of the gateway's Service.");
  }

  static Finding claimsOnSidecars(Place place) {
    return place.finding(
        Reason.ROUTE_NOT_EXPRESSIBLE,
        "Istio matches claims of tokens on gateways only, and this route is for sidecars too.",
        "Matchers with a claim match no request of a sidecar.",
        "Match a header that the gateway sets from the claim, or route on gateways alone.");
  }

  static Finding contradictingSelectors(Place place) {
    return place.finding(
        Reason.DELEGATE_CONFLICT,
        "These labels contradict those of the workloads that a table delegating here is for.",
        "The routes of this table are left out there.",
        "Select workloads that both tables are for.");
  }

  static Finding noPods(Place place) {
    return place.finding(
        Reason.SELECTOR_WITHOUT_MATCH,
        Severity.WARNING,
        "Each of these selectors is for virtual machines (kind VM) or names a workload, which a proxy does not"
            + " know of itself.",
        "The routes of this table are on no sidecar.",
        "Select pods by their labels.");
  }

  static Finding sidecarsOnly(Place place) {
    return place.finding(
        Reason.NO_EFFECT,
        "TCP routes work on sidecars only.",
        "The route is left out on gateways.",
        "Use tls routes on a listener that passes TLS through.");
  }

  static Finding servicesOnly(Place place, String consequence) {
    return place.finding(
        Reason.ROUTE_NOT_EXPRESSIBLE,
        "TCP routes lead to Services and VirtualDestinations only.",
        consequence,
        "Route to a Service or a VirtualDestination.");
  }

  static Finding httpRewrite(Place place) {
    return place.finding(
        Reason.NO_EFFECT,
        "Connections have no path and no Host header to rewrite.",
        "The rewrite has no effect.",
        "Remove it, or write an http route.");
  }

  static Finding noServerNames(Place place) {
    return place.finding(
        Reason.MISSING_FIELD,
        "A matcher of TLS connections names no server.",
        "The matcher matches no connection.",
        "Set sniHosts.");
  }

  static Finding serverNameNotInHosts(Place place, String name) {
    return place.finding(
        Reason.INVALID_VALUE,
        "The server name "
            + name
            + " is none of the table's hosts, and Istio refuses such a route.",
        "The name is left out.",
        "Add it to the hosts of the RouteTable.");
  }

  static Finding badRetryOn(Place place, String condition) {
    return place.finding(
        Reason.INVALID_VALUE,
        "Envoy knows no condition " + condition + " to try again on.",
        "The condition is left out.",
        "Use the conditions of Envoy's x-envoy-retry-on, or a status code.");
  }

  /**
   * The words of the status of 2.3 and later are {@code conflicts with existing policy applied to
   * route}.
   */
  static Finding policyConflict(Place place, RouteStep route, String older) {
    return place.finding(
        Reason.POLICY_CONFLICT,
        "The policy conflicts with "
            + older
            + " that is applied to route "
            + route.name()
            + " of "
            + route.table().ref()
            + ".",
        "It is skipped for that route, and applies to its others.",
        "Narrow applyToRoutes of one of the two.");
  }
}
