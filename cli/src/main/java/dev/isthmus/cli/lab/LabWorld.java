package dev.isthmus.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Finding;
import dev.isthmus.cli.traffic.TrafficRun;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.translate.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of a lab as the user left them, and what they translate to: in memory ({@link
 * OfflineWorld}), or behind API servers.
 */
public interface LabWorld {
  /** An object of a cluster by what a user calls it. */
  record Id(String cluster, String kind, String namespace, String name) implements Comparable<Id> {
    /** The object's name. */
    public static Id of(String cluster, JsonNode object) {
      JsonNode metadata = object.path("metadata");
      return new Id(
          cluster,
          object.path("kind").asText(),
          metadata.path("namespace").asText(),
          metadata.path("name").asText());
    }

    @Override
    public int compareTo(Id other) {
      return path().compareTo(other.path());
    }

    /** Where {@code --keep} puts it; no namespace is called {@code _cluster}. */
    public String path() {
      String folder = (namespace.isEmpty() ? "_cluster" : namespace) + "/";
      return cluster + "/" + folder + kind.toLowerCase(Locale.ROOT) + "-" + name + ".yaml";
    }

    @Override
    public String toString() {
      return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
  }

  /**
   * A step that was done.
   *
   * @param touched the users' objects that it wrote or deleted
   * @param micros how long it took, in microseconds
   * @param applied whether that is until the clusters held what it makes; else until it was
   *     translated
   */
  record Performed(List<Id> touched, long micros, boolean applied) {
    public Performed {
      touched = List.copyOf(touched);
    }
  }

  /**
   * Where users find the clusters.
   *
   * @param kubeconfig the file, with a context for each cluster
   * @param contexts the contexts' names
   * @param log the file in which server and agents say what they do
   */
  record Place(Path kubeconfig, List<String> contexts, Path log) {
    public Place {
      contexts = List.copyOf(contexts);
    }
  }

  /** Where users find the clusters; null: nowhere. */
  @Nullable Place place();

  /** Puts in what an environment folder holds. */
  void load(Path clusters) throws IOException, InterruptedException;

  /**
   * Does what a step says.
   *
   * @param folder where its files are
   */
  Performed perform(LabDefinition.Step step, Path folder) throws IOException, InterruptedException;

  /** The Istio objects that there are now, and how the last step changed them. */
  Translation translation();

  /** The readers' findings and the translation's, sorted. */
  List<Finding> findings();

  /** What the clusters hold, without what was generated. */
  SortedMap<Id, JsonNode> objects() throws IOException;

  /** Starts the Envoys with what the clusters hold now. */
  void startTraffic(TrafficRun traffic) throws IOException, InterruptedException;

  /** Returns when every Envoy holds what the clusters hold now. */
  void deliver(TrafficRun traffic) throws IOException, InterruptedException;
}
