package dev.isthmus.istio;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Istio object of a cluster. One without a creation time counts as the youngest. */
public record IstioObject(
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable Instant created,
    IstioSpec spec) {
  public IstioObject {
    labels = Absent.map(labels);
    annotations = Absent.map(annotations);
  }

  public IstioKind kind() {
    return spec.kind();
  }

  /** The same, which has what it has in common with another one from that one. */
  public IstioObject sharing(IstioObject other) {
    return new IstioObject(
        namespace,
        name,
        labels.equals(other.labels) ? other.labels : labels,
        annotations.equals(other.annotations) ? other.annotations : annotations,
        created,
        spec.equals(other.spec) ? other.spec : spec);
  }
}
