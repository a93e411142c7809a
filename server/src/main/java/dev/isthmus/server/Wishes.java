package dev.isthmus.server;

import com.fasterxml.jackson.core.SerializableString;
import dev.isthmus.delivery.Sources;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.translate.Output;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * What translation wants, as clusters are to hold it. For one step: the text of specs that objects
 * share is made once.
 */
final class Wishes {
  private final String management;
  private final IdentityHashMap<IstioSpec, SerializableString> texts = new IdentityHashMap<>();

  Wishes(String management) {
    this.management = management;
  }

  /** The object with its hash and the clusters that contributed; all come from management too. */
  IstioObject of(Output output) {
    Set<String> clusters = new TreeSet<>();
    clusters.add(management);
    clusters.add(output.key().cluster());
    clusters.add(output.parent().key().cluster());
    clusters.addAll(output.provenance().clusters());
    clusters.remove("");
    return Stamp.stamped(
        Sources.with(output.toIstio(), clusters),
        texts.computeIfAbsent(output.spec(), IstioJson::text));
  }
}
