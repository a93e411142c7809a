package dev.isthmus.envoy.istiod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.EndpointSlices;
import dev.isthmus.testing.random.HandWritten;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The clusters of a random environment with what it is translated to. */
final class RandomClusters {
  private RandomClusters() {}

  /**
   * By cluster, the objects that its istiod is to read.
   *
   * @param byHand whether there are Istio objects that people wrote beside the translated ones
   */
  static SortedMap<String, List<ObjectNode>> of(long seed, boolean byHand) {
    SortedMap<ObjectId, ObjectNode> objects = RandomEnvironment.wellFormed(seed).objects();
    SortedMap<String, List<ObjectNode>> clusters = new TreeMap<>();
    add(clusters, objects);
    add(clusters, EndpointSlices.of(objects));
    if (byHand) {
      add(clusters, HandWritten.of(seed, objects));
    }
    translate(objects)
        .outputs()
        .forEach((key, output) -> {
          if (clusters.containsKey(key.cluster())) {
            clusters.get(key.cluster()).add(OutputJson.write(output));
          }
        });
    return clusters;
  }

  private static void add(
      SortedMap<String, List<ObjectNode>> clusters, Map<ObjectId, ObjectNode> objects) {
    objects.forEach((id, object) -> {
      if (isForIstiod(id)) {
        clusters.computeIfAbsent(id.cluster(), cluster -> new ArrayList<>()).add(object);
      }
    });
  }

  private static boolean isForIstiod(ObjectId id) {
    return ApiKind.NAMESPACE.is(id.apiVersion(), id.kind())
        || ApiKind.ALL.stream().anyMatch(kind -> kind.is(id.apiVersion(), id.kind()));
  }

  private static Translation translate(Map<ObjectId, ObjectNode> objects) {
    var reader = new ResourceReader();
    List<Change> changes = new ArrayList<>();
    objects.forEach((id, object) ->
        reader.read(id.cluster(), object).resource().map(Change::of).ifPresent(changes::add));
    return Translator.create().apply(changes);
  }
}
