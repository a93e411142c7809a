package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.StoredObject;
import java.util.Optional;
import java.util.Set;

/**
 * An object as it is reported: the fields that translation reads, and no others, so that what
 * changes all the time (heartbeats of nodes, images and revisions of Deployments, status) is
 * silence. Pods are reduced by {@link PodClass}.
 */
final class Reduction {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String ISTIO = "istio";
  private static final String APPROVALS = "isthmus-approvals";

  private static final Set<ObjectKind> UNTRANSLATED = Set.copyOf(ObservedKinds.UNTRANSLATED);

  private Reduction() {}

  /** What is reported of an object; empty: nothing. */
  static Optional<ObservedObject> of(StoredObject stored) {
    ObjectKind kind = stored.ref().kind();
    JsonNode json = stored.json();
    if (kind.equals(ObjectKind.CONFIG_MAP) && !isReported(stored.ref().key().name())) {
      return Optional.empty();
    }
    ObjectNode reduced = NODES.objectNode();
    reduced.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    if (UNTRANSLATED.contains(kind)) {
      reduced.set(
          "metadata", pick(json.path("metadata"), "name", "namespace", "uid", "generation"));
      return Optional.of(new ObservedObject(stored.ref(), stored.uid(), reduced));
    }
    boolean workload = kind.group().equals("apps");
    boolean many = workload || kind.equals(ObjectKind.NODE);
    reduced.set("metadata", metadata(json.path("metadata"), !many));
    if (workload) {
      reduced.set("spec", workload(json.path("spec")));
    } else if (kind.equals(ObjectKind.NODE)) {
      reduced.set("status", pick(json.path("status"), "addresses"));
    } else if (kind.equals(ObjectKind.CONFIG_MAP)) {
      copy(json, reduced, "data");
    } else {
      copy(json, reduced, "spec");
      if (kind.equals(ObjectKind.SERVICE)) {
        reduced.set("status", pick(json.path("status"), "loadBalancer"));
      }
    }
    return Optional.of(new ObservedObject(stored.ref(), stored.uid(), reduced));
  }

  /** Istio's settings, and users' approvals. */
  private static boolean isReported(String configMap) {
    return configMap.startsWith(ISTIO) || configMap.equals(APPROVALS);
  }

  private static ObjectNode metadata(JsonNode metadata, boolean annotated) {
    ObjectNode kept = pick(metadata, "name", "namespace", "labels", "creationTimestamp");
    if (annotated) {
      copy(metadata, kept, "uid");
      copy(metadata, kept, "generation");
      if (metadata.path("annotations").isObject()) {
        ObjectNode annotations = metadata.path("annotations").deepCopy();
        annotations.remove(LAST_APPLIED);
        kept.set("annotations", annotations);
      }
    }
    return kept;
  }

  private static ObjectNode workload(JsonNode spec) {
    ObjectNode kept = pick(spec, "replicas");
    JsonNode template = spec.path("template");
    JsonNode pods = template.path("spec");
    ObjectNode podSpec = pick(pods, "serviceAccountName", "hostNetwork");
    ArrayNode containers = podSpec.putArray("containers");
    for (JsonNode container : pods.path("containers")) {
      ObjectNode each = pick(container, "name", "ports");
      ArrayNode env = NODES.arrayNode();
      for (JsonNode variable : container.path("env")) {
        if (variable.path("name").asText().equals("REVISION")) {
          env.add(variable);
        }
      }
      if (!env.isEmpty()) {
        each.set("env", env);
      }
      containers.add(each);
    }
    ObjectNode keptTemplate = kept.putObject("template");
    keptTemplate.set("metadata", pick(template.path("metadata"), "labels"));
    keptTemplate.set("spec", podSpec);
    return kept;
  }

  private static ObjectNode pick(JsonNode from, String... fields) {
    ObjectNode kept = NODES.objectNode();
    for (String field : fields) {
      copy(from, kept, field);
    }
    return kept;
  }

  private static void copy(JsonNode from, ObjectNode to, String field) {
    JsonNode value = from.path(field);
    if (!value.isMissingNode() && !value.isNull()) {
      to.set(field, value);
    }
  }
}
