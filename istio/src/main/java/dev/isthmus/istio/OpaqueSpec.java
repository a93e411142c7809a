package dev.isthmus.istio;

import com.fasterxml.jackson.databind.JsonNode;

/** The spec of a kind that is only passed on, as it was read. The tree must not be changed. */
public record OpaqueSpec(IstioKind kind, JsonNode tree) implements IstioSpec {}
