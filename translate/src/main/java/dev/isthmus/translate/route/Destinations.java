package dev.isthmus.translate.route;

import dev.isthmus.api.Finding;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.istio.Destination;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where a {@code forwardTo} leads: all its destinations with their shares, or nothing at all. */
final class Destinations {
  private final DestinationResolver resolver;
  private final Collection<Finding> findings;
  private final String consequence;

  /**
   * @param resolver resolves each of them
   * @param findings takes what is wrong
   * @param consequence a sentence: what a route without them does
   */
  Destinations(DestinationResolver resolver, Collection<Finding> findings, String consequence) {
    this.resolver = resolver;
    this.findings = findings;
    this.consequence = consequence;
  }

  /**
   * A destination and its share.
   *
   * @param weight 0 when it is the only one
   */
  record Weighted(Destination destination, int weight) {}

  /**
   * Empty when one of them, or their weights, are wrong: a part of a route is not what its owner
   * asked for.
   */
  Optional<List<Weighted>> of(RouteTable table, ForwardTo forwardTo, Place place) {
    var references = references(table, forwardTo);
    if (references.isEmpty()) {
      findings.add(RouteFindings.missingDestination(place.at("destinations"), consequence));
      return Optional.empty();
    }
    var ofTable = forwardTo.destinations().isEmpty();
    var resolved = new ArrayList<Destination>(references.size());
    for (var i = 0; i < references.size(); i++) {
      var at =
          ofTable ? new Place(place.object(), "defaultDestination") : place.at("destinations", i);
      resolve(table, references.get(i), at).ifPresent(resolved::add);
    }
    return switch (Weights.of(references)) {
      case Weights.Misfit(String what) -> {
        findings.add(RouteFindings.weights(place.at("destinations"), what, consequence));
        yield Optional.empty();
      }
      case Weights.Shares(var shares) ->
          resolved.size() == references.size()
              ? Optional.of(weighted(resolved, shares))
              : Optional.empty();
    };
  }

  /** The destinations as written, or the table's default one. */
  static List<DestinationReference> references(RouteTable table, ForwardTo forwardTo) {
    if (!forwardTo.destinations().isEmpty()) {
      return forwardTo.destinations();
    }
    var otherwise = table.spec().defaultDestination();
    return otherwise == null ? List.of() : List.of(otherwise);
  }

  private static List<Weighted> weighted(List<Destination> destinations, List<Integer> shares) {
    if (destinations.size() == 1) {
      return List.of(new Weighted(destinations.getFirst(), 0));
    }
    var result = new ArrayList<Weighted>(destinations.size());
    for (var i = 0; i < destinations.size(); i++) {
      result.add(new Weighted(destinations.get(i), shares.get(i)));
    }
    return result;
  }

  private Optional<Destination> resolve(
      RouteTable table, DestinationReference reference, Place place) {
    if (reference.awsLambda() != null || reference.kind() == DestinationKind.CLOUD_PROVIDER) {
      findings.add(RouteFindings.noFunctions(place, consequence));
      return Optional.empty();
    }
    if (reference.ref() == null) {
      findings.add(RouteFindings.missingReference(place.at("ref"), consequence));
      return Optional.empty();
    }
    return switch (resolver.resolve(table, reference, place)) {
      case DestinationResolver.Resolution.Found(var destination) -> Optional.of(destination);
      case DestinationResolver.Resolution.NotFound(var finding) -> {
        findings.add(finding);
        yield Optional.empty();
      }
    };
  }
}
