package dev.isthmus.translate.plan;

import dev.isthmus.api.Labels;
import dev.isthmus.istio.Destination;

/**
 * What a destination of a route is for the proxies of one cluster.
 *
 * @param destination host, port and subset as Istio writes them
 * @param target the service
 * @param subset the labels of the subset; empty: none
 */
public record ResolvedRoute(Destination destination, ServiceTarget target, Labels subset) {}
