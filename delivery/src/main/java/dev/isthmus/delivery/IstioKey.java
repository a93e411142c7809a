package dev.isthmus.delivery;

import dev.isthmus.istio.IstioKind;
import java.util.Comparator;

/** An Istio object of one of the clusters. Natural order: cluster, namespace, kind, name. */
public record IstioKey(String cluster, String namespace, IstioKind kind, String name)
    implements Comparable<IstioKey> {
  private static final Comparator<IstioKey> ORDER =
      Comparator.comparing(IstioKey::cluster)
          .thenComparing(IstioKey::namespace)
          .thenComparing(IstioKey::kind)
          .thenComparing(IstioKey::name);

  @Override
  public int compareTo(IstioKey other) {
    return ORDER.compare(this, other);
  }

  /** As people write it: {@code ServiceEntry namespace/name (cluster)}. */
  @Override
  public String toString() {
    return kind.kind() + " " + namespace + "/" + name + " (" + cluster + ")";
  }
}
