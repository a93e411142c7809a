package dev.isthmus.translate.route;

/**
 * How far a root table may delegate. Tables that delegate to each other twice at every level double
 * at every level; the limits stop that before it costs anything.
 *
 * @param depth tables on one way, the root's included
 * @param routes routes of child tables taken in, each as often as it is delegated to; a table
 *     without routes counts as one
 * @param matches matchers made by combining those of parents and children: a VirtualService with
 *     more does not fit into the 1.5 MiB that Kubernetes stores
 */
public record DelegationLimits(int depth, int routes, int matches) {

  public static final DelegationLimits DEFAULT = new DelegationLimits(32, 10_000, 10_000);
}
