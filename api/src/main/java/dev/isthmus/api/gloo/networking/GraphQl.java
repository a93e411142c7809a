package dev.isthmus.api.gloo.networking;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL; not supported.
 *
 * @param schema as written
 * @param stitchedSchema as written
 * @param options as written
 */
public record GraphQl(
    @Nullable JsonNode schema, @Nullable JsonNode stitchedSchema, @Nullable JsonNode options)
    implements HttpAction {}
