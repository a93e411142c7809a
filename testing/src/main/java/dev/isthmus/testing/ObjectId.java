package dev.isthmus.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * Which object of which cluster. It stays the same when a hostile edit takes the name out of the
 * object itself.
 *
 * @param namespace "" for cluster-scoped objects
 */
public record ObjectId(
    String cluster, String apiVersion, String kind, String namespace, String name)
    implements Comparable<ObjectId> {

  private static final Comparator<ObjectId> ORDER =
      Comparator.comparing(ObjectId::cluster)
          .thenComparing(ObjectId::apiVersion)
          .thenComparing(ObjectId::kind)
          .thenComparing(ObjectId::namespace)
          .thenComparing(ObjectId::name);

  /** The identity that a whole object names. */
  public static ObjectId of(String cluster, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return new ObjectId(
        cluster,
        object.path("apiVersion").asText(),
        object.path("kind").asText(),
        metadata.path("namespace").asText(),
        metadata.path("name").asText());
  }

  @Override
  public int compareTo(ObjectId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name + " (" + cluster + ")";
  }
}
