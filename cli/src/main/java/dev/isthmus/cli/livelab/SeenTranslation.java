package dev.isthmus.cli.livelab;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Provenance;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.Lost;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.status.StatusValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The generated objects as the API servers show them: key, parent, spec and annotations are read
 * back; why they are there says the translation that they were compared with.
 */
record SeenTranslation(
    SortedMap<OutputKey, Output> outputs,
    List<Finding> findings,
    List<OutputChange> changes,
    Translation model)
    implements Translation {
  /** Annotations that begin so are the product's own; translation knows nothing of them. */
  private static final String OWN = "isthmus.dev/";

  /** Before anything was generated. */
  static SeenTranslation nothing(Translation model) {
    return new SeenTranslation(new TreeMap<>(), List.of(), List.of(), model);
  }

  /**
   * What there is now.
   *
   * @param before what there was
   * @param model what there must be; all objects are in it
   */
  static SeenTranslation of(
      SortedMap<OutputKey, IstioObject> seen, Translation before, Model model) {
    SortedMap<OutputKey, Output> outputs = new TreeMap<>();
    seen.forEach((key, object) ->
        model
            .translation()
            .provenance(key)
            .ifPresent(why -> outputs.put(key, output(key, object, why))));
    return new SeenTranslation(
        outputs, model.findings(), changes(before.outputs(), outputs), model.translation());
  }

  private static Output output(OutputKey key, IstioObject object, Provenance why) {
    SortedMap<String, String> annotations = new TreeMap<>(object.annotations());
    annotations.keySet().removeIf(name -> name.startsWith(OWN));
    return new Output(key, parent(object.labels()), object.spec(), annotations, why);
  }

  private static ObjectRef parent(Map<String, String> labels) {
    return new ObjectRef(
        new ObjectKind(parent(labels, "group"), parent(labels, "version"), parent(labels, "kind")),
        new ObjectKey(
            parent(labels, "cluster"), parent(labels, "namespace"), parent(labels, "name")));
  }

  private static String parent(Map<String, String> labels, String what) {
    return labels.getOrDefault("gloo.solo.io/parent_" + what, "");
  }

  private static List<OutputChange> changes(
      SortedMap<OutputKey, Output> before, SortedMap<OutputKey, Output> after) {
    SortedSet<OutputKey> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<OutputChange> changes = new ArrayList<>();
    for (OutputKey key : keys) {
      Output was = before.get(key);
      Output is = after.get(key);
      if (was == null || is == null || !was.sameBytes(is)) {
        changes.add(new OutputChange(key, was, is));
      }
    }
    return changes;
  }

  @Override
  public SortedMap<OutputKey, Output> outputs(String cluster) {
    SortedMap<OutputKey, Output> some = new TreeMap<>(outputs);
    some.keySet().removeIf(key -> !key.cluster().equals(cluster));
    return some;
  }

  @Override
  public Optional<Output> output(OutputKey key) {
    return Optional.ofNullable(outputs.get(key));
  }

  /** Why an object is there is not seen at an API server: a change of that alone is none here. */
  @Override
  public List<OutputChange> restated() {
    return changes;
  }

  @Override
  public List<Finding> findings(ObjectRef object) {
    return model.findings(object);
  }

  @Override
  public SortedMap<String, StatusValue> fields(ObjectRef object) {
    return model.fields(object);
  }

  @Override
  public String workspace(NamespaceId namespace) {
    return model.workspace(namespace);
  }

  @Override
  public Set<NamespaceId> rehomed() {
    return model.rehomed();
  }

  @Override
  public Set<ObjectRef> retold() {
    return model.retold();
  }

  @Override
  public List<Lost> lost() {
    return model.lost();
  }

  @Override
  public Map<Title, Optional<Standing>> restanding() {
    return model.restanding();
  }

  @Override
  public Map<AddressKey, Optional<Integer>> readdressed() {
    return model.readdressed();
  }

  @Override
  public Map<AddressKey, Boolean> keptAddresses() {
    return model.keptAddresses();
  }

  @Override
  public Map<NameKey, Boolean> renamed() {
    return model.renamed();
  }

  @Override
  public List<NameKey> secondNames() {
    return model.secondNames();
  }

  @Override
  public Map<NameKey, Boolean> keptNames() {
    return model.keptNames();
  }
}
