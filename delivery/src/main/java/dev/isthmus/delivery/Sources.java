package dev.isthmus.delivery;

import dev.isthmus.istio.IstioObject;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The clusters that contributed to a generated object, as an annotation of it. */
public final class Sources {
  /** Names of clusters, sorted, with commas between. */
  public static final String ANNOTATION = "isthmus.dev/sources";

  private Sources() {}

  /** The clusters that an object names; none when it does not say. */
  public static SortedSet<String> of(IstioObject object) {
    String value = object.annotations().getOrDefault(ANNOTATION, "");
    return value.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(value.split(",", -1)));
  }

  /** The object with these clusters. */
  public static IstioObject with(IstioObject object, Collection<String> clusters) {
    TreeMap<String, String> annotations = new TreeMap<>(object.annotations());
    annotations.put(ANNOTATION, String.join(",", new TreeSet<>(clusters)));
    return new IstioObject(
        object.namespace(),
        object.name(),
        object.labels(),
        annotations,
        object.created(),
        object.spec());
  }

  /** {@code wider}, which has parts of {@code former} too, with the clusters of both. */
  static IstioObject joined(IstioObject former, IstioObject wider) {
    SortedSet<String> clusters = of(former);
    clusters.addAll(of(wider));
    return clusters.isEmpty() || clusters.equals(of(wider)) ? wider : with(wider, clusters);
  }
}
