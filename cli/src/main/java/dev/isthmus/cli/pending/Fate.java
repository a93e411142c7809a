package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.print.TreeDiff;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.util.List;
import java.util.Optional;

/** What becomes of an Istio object when those with labels of ours are taken over. */
sealed interface Fate {
  /** Translation wants it as it is; it gets annotations of ours. */
  record Stays() implements Fate {}

  /** Translation wants it in another form. */
  record Changes(List<TreeDiff.Field> fields) implements Fate {
    public Changes {
      fields = List.copyOf(fields);
    }
  }

  /** Nothing wants it. */
  record Goes() implements Fate {}

  /** It is somebody else's: nothing is done to it. */
  record Foreign() implements Fate {}

  /**
   * Foretells.
   *
   * @param object an Istio object without our proof
   * @param translation of all clusters
   */
  static Fate of(String cluster, ObjectNode object, Translation translation) {
    if (!Adoption.hasLabel(object)) {
      return new Foreign();
    }
    Optional<Output> wanted = wanted(cluster, object, translation);
    if (wanted.isEmpty()) {
      return new Goes();
    }
    List<TreeDiff.Field> fields = TreeDiff.of(read(object), read(OutputJson.write(wanted.get())));
    return fields.isEmpty() ? new Stays() : new Changes(fields);
  }

  private static Optional<Output> wanted(
      String cluster, ObjectNode object, Translation translation) {
    return IstioKind.of(object.path("apiVersion").asText(), object.path("kind").asText())
        .flatMap(kind ->
            translation.output(
                new OutputKey(
                    cluster,
                    Adoption.text(object, "namespace"),
                    kind,
                    Adoption.text(object, "name"))));
  }

  /**
   * What is compared: labels, annotations but ours and kubectl's, and the spec, as Istio reads it.
   */
  private static ObjectNode read(ObjectNode object) {
    ObjectNode form =
        IstioJson.read(object) instanceof IstioJson.Read known
            ? IstioJson.write(known.object())
            : object.deepCopy();
    form.retain("metadata", "spec");
    ObjectNode metadata = form.withObject("/metadata");
    metadata.retain("labels", "annotations");
    if (metadata.get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(Adoption.UNCOMPARED);
    }
    if (metadata.path("annotations").isEmpty()) {
      metadata.remove("annotations");
    }
    return form;
  }
}
