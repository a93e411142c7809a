package dev.isthmus.api.gloo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/**
 * An object of a known kind that has no effect yet.
 *
 * @param content the whole object as it was read; not to be changed
 */
public record UnsupportedResource(ObjectKind kind, Meta meta, JsonNode content)
    implements Resource {

  public UnsupportedResource {
    requireNonNull(kind, "kind");
    requireNonNull(meta, "meta");
    requireNonNull(content, "content");
  }
}
