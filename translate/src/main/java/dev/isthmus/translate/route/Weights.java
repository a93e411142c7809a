package dev.isthmus.translate.route;

import dev.isthmus.api.gloo.selector.DestinationReference;
import java.util.List;

/**
 * The shares of a route's destinations (API reference, 2.5): they sum to 100; those without a
 * weight share what the others leave, at least 1 each, the first ones taking the remainder of the
 * division.
 */
sealed interface Weights {
  int ALL = 100;

  /** One share per destination, in their order. */
  record Shares(List<Integer> values) implements Weights {
    public Shares {
      values = List.copyOf(values);
    }
  }

  /** The weights do not fit together. */
  record Misfit(String what) implements Weights {}

  static Weights of(List<DestinationReference> destinations) {
    if (destinations.size() == 1) {
      return new Shares(List.of(ALL));
    }
    var given = destinations.stream().mapToLong(DestinationReference::weight).sum();
    var missing = (int) destinations.stream().filter(d -> d.weight() == 0).count();
    var rest = ALL - given;
    if (missing == 0) {
      return rest == 0
          ? new Shares(destinations.stream().map(DestinationReference::weight).toList())
          : new Misfit("The weights sum to " + given + ", not to 100.");
    }
    if (rest < missing) {
      return new Misfit(
          "The weights sum to "
              + given
              + ", which leaves nothing for "
              + (missing == 1 ? "the destination" : "some of the " + missing + " destinations")
              + " without a weight.");
    }
    return new Shares(withRest(destinations, (int) rest, missing));
  }

  private static List<Integer> withRest(
      List<DestinationReference> destinations, int rest, int missing) {
    var left = new int[] {rest % missing};
    return destinations.stream()
        .map(destination -> {
          if (destination.weight() != 0) {
            return destination.weight();
          }
          return rest / missing + (left[0]-- > 0 ? 1 : 0);
        })
        .toList();
  }
}
