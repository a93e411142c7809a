package dev.isthmus.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.translate.name.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Outputs as the JSON of Kubernetes objects, fields in alphabetical order, as kubectl shows them.
 */
public final class OutputJson {
  /** The label by which objects of ours are known; that they are ours it does not prove. */
  public static final String OURS = "reconciler.mesh.gloo.solo.io/name";

  private static final ObjectWriter WRITER =
      IstioJson.MAPPER.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private OutputJson() {}

  /** The object as a tree. */
  public static ObjectNode write(Output output) {
    ObjectNode metadata = IstioJson.MAPPER.createObjectNode();
    if (!output.annotations().isEmpty()) {
      metadata.set("annotations", texts(output.annotations()));
    }
    metadata.set("labels", texts(labels(output)));
    metadata.put("name", output.key().name()).put("namespace", output.key().namespace());
    ObjectNode object = IstioJson.MAPPER.createObjectNode();
    object.put("apiVersion", output.key().kind().apiVersion());
    object.put("kind", output.key().kind().kind());
    object.set("metadata", metadata);
    object.set("spec", IstioJson.write(output.spec()));
    return object;
  }

  /** The object as the bytes of one line of JSON. */
  public static byte[] bytes(Output output) {
    try {
      return WRITER.writeValueAsBytes(write(output));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }

  /** Writes the object to a generator, without a tree between: for many objects. */
  public static void write(Output output, JsonGenerator to) {
    try {
      to.writeStartObject();
      to.writeStringField("apiVersion", output.key().kind().apiVersion());
      to.writeStringField("kind", output.key().kind().kind());
      to.writeObjectFieldStart("metadata");
      if (!output.annotations().isEmpty()) {
        writeTexts("annotations", output.annotations(), to);
      }
      to.writeObjectFieldStart("labels");
      eachLabel(output, to::writeStringField);
      to.writeEndObject();
      to.writeStringField("name", output.key().name());
      to.writeStringField("namespace", output.key().namespace());
      to.writeEndObject();
      to.writeFieldName("spec");
      WRITER.writeValue(to, output.spec());
      to.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The labels of every generated object (docs/translation.md#labels). */
  public static SortedMap<String, String> labels(Output output) {
    TreeMap<String, String> labels = new TreeMap<>();
    OutputJson.<RuntimeException>eachLabel(output, labels::put);
    return labels;
  }

  private interface LabelSink<E extends Exception> {
    void put(String name, String value) throws E;
  }

  /** In alphabetical order. */
  private static <E extends Exception> void eachLabel(Output output, LabelSink<E> labels) throws E {
    OutputKey key = output.key();
    ObjectRef parent = output.parent();
    labels.put("agent.gloo.solo.io", "gloo-mesh");
    labels.put("cluster.multicluster.solo.io", "");
    labels.put("context.mesh.gloo.solo.io/cluster", key.cluster());
    labels.put("context.mesh.gloo.solo.io/namespace", key.namespace());
    labels.put("gloo.solo.io/parent_cluster", parent.key().cluster());
    labels.put("gloo.solo.io/parent_group", parent.kind().group());
    labels.put("gloo.solo.io/parent_kind", parent.kind().kind());
    labels.put("gloo.solo.io/parent_name", Names.labelValue(parent.key().name()));
    labels.put("gloo.solo.io/parent_namespace", parent.key().namespace());
    labels.put("gloo.solo.io/parent_version", parent.kind().version());
    labels.put("owner.gloo.solo.io/name", "gloo-mesh");
    labels.put(OURS, "translator");
    labels.put("relay.solo.io/cluster", key.cluster());
  }

  private static JsonNode texts(SortedMap<String, String> texts) {
    ObjectNode node = IstioJson.MAPPER.createObjectNode();
    texts.forEach(node::put);
    return node;
  }

  private static void writeTexts(String field, SortedMap<String, String> texts, JsonGenerator to)
      throws IOException {
    to.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      to.writeStringField(entry.getKey(), entry.getValue());
    }
    to.writeEndObject();
  }
}
