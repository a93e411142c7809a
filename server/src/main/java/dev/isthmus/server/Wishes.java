package dev.isthmus.server;

import dev.isthmus.delivery.Sources;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Output;
import java.util.Set;
import java.util.TreeSet;

/** What translation wants, as clusters are to hold it. */
final class Wishes {
  private Wishes() {}

  /** The object with its hash and the clusters that contributed; all come from management too. */
  static IstioObject of(Output output, String management) {
    Set<String> clusters = new TreeSet<>();
    clusters.add(management);
    clusters.add(output.key().cluster());
    clusters.add(output.parent().key().cluster());
    for (Contribution contribution : output.provenance().contributions()) {
      clusters.add(contribution.object().key().cluster());
    }
    clusters.remove("");
    return Stamp.stamped(Sources.with(output.toIstio(), clusters));
  }
}
