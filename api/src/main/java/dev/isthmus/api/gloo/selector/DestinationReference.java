package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Labels;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a route, or a part of it, leads (API reference, Referring).
 *
 * @param ref the Service, VirtualDestination or ExternalService; null only with {@code awsLambda}
 * @param awsLambda a function of AWS, as written; kept, not supported
 * @param kind what {@code ref} names
 * @param port the port; needed when the destination has several
 * @param subset labels that the endpoints must have; empty: all endpoints
 * @param weight its share of the requests, at most 100; 0: not given
 */
public record DestinationReference(
    @Nullable ObjectReference ref,
    @Nullable JsonNode awsLambda,
    DestinationKind kind,
    @Nullable PortSelector port,
    SortedMap<String, String> subset,
    int weight) {

  public DestinationReference {
    requireNonNull(kind, "kind");
    subset = Labels.copyOf(subset);
  }
}
