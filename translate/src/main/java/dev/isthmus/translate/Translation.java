package dev.isthmus.translate;

import dev.isthmus.api.Finding;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The state after a step, and what the step changed. Immutable; a later step does not touch it. */
public interface Translation {

  /** All Istio objects, by cluster, namespace, kind, name. */
  SortedMap<OutputKey, Output> outputs();

  /** The Istio objects of one cluster. */
  SortedMap<OutputKey, Output> outputs(String cluster);

  /** One Istio object. */
  Optional<Output> output(OutputKey key);

  /** Why an Istio object is there. */
  default Optional<Provenance> provenance(OutputKey key) {
    return output(key).map(Output::provenance);
  }

  /** What users got wrong or must know, sorted. The readers' findings are not among them. */
  List<Finding> findings();

  /** The Istio objects that the step changed, sorted; empty when their bytes stay. */
  List<OutputChange> changes();
}
