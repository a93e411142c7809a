package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.core.Container;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads Deployments, StatefulSets and DaemonSets: what their pods will be. */
final class WorkloadReader {

  private WorkloadReader() {}

  static Workload read(ObjectKind kind, Meta meta, Tree spec, MetaReader metas) {
    Tree template = spec.child("template");
    Tree metadata = template.child("metadata");
    Tree pods = template.child("spec");
    String account = pods.text("serviceAccountName");
    return new Workload(
        kind,
        meta,
        spec.node().has("replicas") ? spec.whole("replicas", Integer.MAX_VALUE) : 1,
        metadata.labels("labels", metas),
        annotations(metadata, metas),
        account.isEmpty() ? "default" : account,
        pods.flag("hostNetwork"),
        pods.items("containers").stream().map(WorkloadReader::container).toList());
  }

  private static Labels annotations(Tree metadata, MetaReader metas) {
    return metas.texts(
        metadata.node().path("annotations"),
        metadata.path().field("annotations"),
        metadata.scope(),
        PodReader::isWanted);
  }

  private static Container container(Tree container) {
    List<ContainerPort> ports = new ArrayList<>();
    PodReader.ports(container, ports, false);
    Map<String, String> env = new TreeMap<>();
    for (Tree variable : container.items("env")) {
      JsonNode value = variable.node().path("value");
      if (value.isTextual()) {
        env.put(variable.text("name"), value.textValue());
      }
    }
    return new Container(
        container.text("name"), container.text("image"), ports, Labels.copyOf(env));
  }
}
