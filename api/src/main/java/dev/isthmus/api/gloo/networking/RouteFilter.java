package dev.isthmus.api.gloo.networking;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A filter of routes to cloud functions.
 *
 * @param cloudProvider as written; kept, not supported
 */
public record RouteFilter(@Nullable JsonNode cloudProvider) {}
