package dev.isthmus.translate;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.Lost;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.status.StatusValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** The same, and those of which the step changed the provenance alone. */
  List<OutputChange> restated();

  /** The findings of one object, sorted. */
  List<Finding> findings(ObjectRef object);

  /**
   * What an object's status tells of the translation, by the fields' paths below {@code status}; a
   * number that is not there is 0 (API reference, 3).
   */
  SortedMap<String, StatusValue> fields(ObjectRef object);

  /** The name of the workspace that a namespace belongs to; empty: it belongs to none. */
  String workspace(NamespaceId namespace);

  /** Namespaces of which the step changed the workspace. */
  Set<NamespaceId> rehomed();

  /** Objects of which the step changed the findings or the fields. */
  Set<ObjectRef> retold();

  /** Titles of which the step took something from a workspace that held it. */
  List<Lost> lost();

  /** What precedents do of which the step changed that; empty: the holder is not there. */
  Map<Title, Optional<Standing>> restanding();

  /**
   * Entries of which the step changed whether, or how, their addresses deviate from the formula;
   * empty: they do not.
   */
  Map<AddressKey, Optional<Integer>> readdressed();

  /** Precedents of addresses of which the step changed whether the host is there. */
  Map<AddressKey, Boolean> keptAddresses();

  /**
   * Objects to whom the step gave other names than the plain ones, since another has these; true:
   * until then it had them itself.
   */
  Map<NameKey, Boolean> renamed();

  /** All objects that have other names than the plain ones, since another has these. */
  List<NameKey> secondNames();

  /** Precedents of names of which the step changed whether the claimant is there. */
  Map<NameKey, Boolean> keptNames();
}
