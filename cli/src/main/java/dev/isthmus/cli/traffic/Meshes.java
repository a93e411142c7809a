package dev.isthmus.cli.traffic;

import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.istio.IstioObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clusters of an environment at one moment.
 *
 * @param clusters each cluster as its istiods read it, by name
 * @param ours the Istio objects that the environment translates to
 */
public record Meshes(Map<String, ClusterMesh> clusters, Map<IstioKey, IstioObject> ours) {
  public Meshes {
    clusters = new TreeMap<>(clusters);
    ours = new TreeMap<>(ours);
  }
}
