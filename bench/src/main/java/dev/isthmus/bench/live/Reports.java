package dev.isthmus.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.translate.Change;
import java.util.ArrayList;
import java.util.List;

/** Objects as agents report them, and the same as a translator takes them. */
final class Reports {
  private Reports() {}

  /** Of a pod its class is reported: what it has in common with its like. */
  static ObservedObject of(String cluster, ObjectNode json) {
    ObjectKind kind = ObjectKind.of(json.path("apiVersion").asText(), json.path("kind").asText());
    if (kind.equals(ObjectKind.POD)) {
      return podClass(cluster, json);
    }
    ObjectRef ref = ref(cluster, kind, json);
    return new ObservedObject(ref, "uid-of-" + ref.key().name(), json);
  }

  private static ObservedObject podClass(String cluster, ObjectNode pod) {
    ObjectNode labels = (ObjectNode) pod.path("metadata").path("labels");
    labels.remove("pod-template-hash");
    String account = pod.path("spec").path("serviceAccountName").asText();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "v1").put("kind", "Pod");
    json.putObject("metadata")
        .put("name", "class-" + Integer.toHexString((labels + account).hashCode()))
        .put("namespace", pod.path("metadata").path("namespace").asText())
        .set("labels", labels);
    ObjectNode spec = json.putObject("spec").put("serviceAccountName", account);
    spec.putArray("containers").addObject().put("name", "all").putArray("ports");
    json.putObject("status").put("phase", "Running");
    return new ObservedObject(ref(cluster, ObjectKind.POD, json), "", json);
  }

  private static ObjectRef ref(String cluster, ObjectKind kind, ObjectNode json) {
    return new ObjectRef(
        kind,
        new ObjectKey(
            cluster,
            json.path("metadata").path("namespace").asText(""),
            json.path("metadata").path("name").asText()));
  }

  /** What a translator is told. */
  static List<Change> changes(List<ObservedObject> puts, List<ObjectRef> gone) {
    ResourceReader reader = new ResourceReader();
    List<Change> changes = new ArrayList<>();
    for (ObservedObject put : puts) {
      changes.add(
          Change.of(
              reader
                  .read(put.ref().key().cluster(), put.json())
                  .resource()
                  .orElseThrow(() -> new IllegalStateException(put.json().toString()))));
    }
    gone.forEach(ref -> changes.add(Change.gone(ref)));
    return changes;
  }
}
