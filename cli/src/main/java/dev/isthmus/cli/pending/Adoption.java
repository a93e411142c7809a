package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.delivery.Sources;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.translate.OutputJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Objects of one cluster that carry labels of ours, and no proof. */
final class Adoption {
  /** The Deployment of Gloo Mesh's agent, as its Helm charts name it. */
  private static final String AGENT = "gloo-mesh-agent";

  /** What of an object's annotations says nothing of its form. */
  static final List<String> UNCOMPARED =
      List.of(
          Ownership.ANNOTATION,
          Sources.ANNOTATION,
          Stamp.ANNOTATION,
          "kubectl.kubernetes.io/last-applied-configuration");

  private static final String PARENT = "gloo.solo.io/parent_";

  private final KubeObjects cluster;
  private final Ownership ownership;
  private final String uid;

  Adoption(KubeObjects cluster, Ownership ownership) throws KubeException {
    this.cluster = cluster;
    this.ownership = ownership;
    this.uid = cluster.clusterUid();
  }

  /** Where an agent of Gloo Mesh runs, if one does. */
  Optional<String> agentOfGlooMesh() throws KubeException {
    return cluster.list(ObjectKind.DEPLOYMENT).stream()
        .filter(each -> text(each, "name").equals(AGENT))
        .filter(each -> each.path("spec").path("replicas").asInt(1) > 0)
        .map(each -> "Deployment " + text(each, "namespace") + "/" + AGENT)
        .findFirst();
  }

  /** The Istio objects without our proof, sorted by kind, namespace and name. */
  List<ObjectNode> unproven() throws KubeException {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectKind kind : new TreeSet<>(ObservedKinds.GENERATED)) {
      for (ObjectNode object : cluster.list(kind)) {
        if (!ownership.proves(uid, key(object), annotations(object))) {
          found.add(object);
        }
      }
    }
    return found;
  }

  /** Whether it carries the labels of Gloo Mesh, which are ours: only then it is taken over. */
  static boolean hasLabel(ObjectNode object) {
    return object.path("metadata").path("labels").has(OutputJson.OURS);
  }

  /** Puts the proof on an object, as it was seen and no other. */
  void adopt(ObjectNode object) throws KubeException {
    ObjectNode proven = object.deepCopy();
    proven
        .withObject("/metadata/annotations")
        .put(Ownership.ANNOTATION, ownership.proof(uid, key(object)));
    var _ = cluster.replace(proven);
  }

  private static IstioKey key(ObjectNode object) {
    IstioKind kind =
        IstioKind.of(object.path("apiVersion").asText(), object.path("kind").asText())
            .orElseThrow(() -> new IllegalStateException("observed, but no kind of Istio"));
    return new IstioKey("", text(object, "namespace"), kind, text(object, "name"));
  }

  private static Map<String, String> annotations(ObjectNode object) {
    Map<String, String> annotations = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        object.path("metadata").path("annotations").properties()) {
      annotations.put(entry.getKey(), entry.getValue().asText());
    }
    return annotations;
  }

  /** The user's object that it follows from, as its labels say. */
  static String parent(ObjectNode object) {
    JsonNode labels = object.path("metadata").path("labels");
    return "%s %s/%s (%s)"
        .formatted(
            labels.path(PARENT + "kind").asText("?"),
            labels.path(PARENT + "namespace").asText("?"),
            labels.path(PARENT + "name").asText("?"),
            labels.path(PARENT + "cluster").asText("?"));
  }

  /** As messages name an object: {@code ServiceEntry shop/cart}. */
  static String name(ObjectNode object) {
    return "%s %s/%s"
        .formatted(object.path("kind").asText(), text(object, "namespace"), text(object, "name"));
  }

  static String text(ObjectNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }
}
