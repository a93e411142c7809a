package dev.isthmus.translate;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import java.util.SortedMap;

/**
 * One Istio object of ours. It is kept small, for there are hundreds of thousands: its labels
 * follow from key and parent and are made when it is written ({@link OutputJson}); specs and
 * provenances are shared between objects.
 *
 * @param key where it lives
 * @param parent the object that caused it, as its {@code gloo.solo.io/parent_*} labels name it
 * @param spec its spec
 * @param annotations what a user asked to be on it ({@code virtualServiceAnnotations}); mostly
 *     empty
 * @param provenance why it is there; no part of what is written
 */
public record Output(
    OutputKey key,
    ObjectRef parent,
    IstioSpec spec,
    SortedMap<String, String> annotations,
    Provenance provenance) {

  /** The object as a cluster holds it, with its labels, before the cluster has given it a time. */
  public IstioObject toIstio() {
    return new IstioObject(
        key.namespace(), key.name(), OutputJson.labels(this), annotations, null, spec);
  }

  /** Whether both are written as the same bytes: equal but for the provenance. */
  public boolean sameBytes(Output other) {
    return key.equals(other.key)
        && parent.equals(other.parent)
        && spec.equals(other.spec)
        && annotations.equals(other.annotations);
  }
}
