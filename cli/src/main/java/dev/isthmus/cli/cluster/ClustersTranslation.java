package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What real clusters translate to, as they are now: as the server would, without its record. */
public final class ClustersTranslation {
  private ClustersTranslation() {}

  /** The clusters that are registered. */
  public static SortedSet<String> registered(KubeObjects management) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (ObjectNode one : ManagementSide.registrations(management)) {
      names.add(ManagementSide.text(one, "name"));
    }
    return names;
  }

  /**
   * Reads all that translation reads, and translates it.
   *
   * @param clusters by their names
   * @throws IOException when something cannot be read: what is missing would seem to be unwanted
   */
  public static Translation of(SortedMap<String, KubeContext> clusters) throws IOException {
    ResourceReader reader = new ResourceReader();
    List<Change> changes = new ArrayList<>();
    for (var cluster : clusters.entrySet()) {
      try (KubeObjects objects = KubeObjects.of(cluster.getValue())) {
        ClusterSnapshot snapshot = ClusterSnapshot.read(cluster.getKey(), objects);
        if (!snapshot.missing().isEmpty()) {
          throw new IOException(snapshot.missing().getFirst().why());
        }
        for (ObjectNode object : snapshot.all()) {
          reader.read(cluster.getKey(), object).resource().map(Change::of).ifPresent(changes::add);
        }
      }
    }
    return Translator.create().apply(changes);
  }
}
