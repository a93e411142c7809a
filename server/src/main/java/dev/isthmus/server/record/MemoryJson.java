package dev.isthmus.server.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.server.Memory;
import dev.isthmus.server.Remembered;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link Memory} as JSON. The names of its fields are the record's; a newer form has another. */
final class MemoryJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int FORMAT = 1;

  private MemoryJson() {}

  static void write(Memory memory, OutputStream out) throws IOException {
    // The stream is the caller's to sync and to close.
    var buffer = new BufferedOutputStream(out, 1 << 16);
    JsonGenerator json = JSON.createGenerator(buffer);
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeStringField("authority", memory.authority().toString());
    json.writeObjectFieldStart("clusters");
    for (var cluster : memory.clusters().entrySet()) {
      json.writeObjectFieldStart(cluster.getKey());
      json.writeStringField("uid", cluster.getValue().uid());
      json.writeArrayFieldStart("kinds");
      for (var kind : cluster.getValue().kinds().entrySet()) {
        write(kind.getKey(), kind.getValue(), json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeFieldName("ledger");
    LedgerJson.write(memory.ledger(), json);
    json.writeEndObject();
    json.flush();
  }

  private static void write(ObjectKind kind, Memory.Known known, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("group", kind.group());
    json.writeStringField("version", kind.version());
    json.writeStringField("kind", kind.kind());
    json.writeStringField("resourceVersion", known.version());
    json.writeArrayFieldStart("objects");
    for (Remembered object : known.objects()) {
      json.writeStartObject();
      json.writeStringField("namespace", object.ref().key().namespace());
      json.writeStringField("name", object.ref().key().name());
      json.writeStringField("uid", object.uid());
      json.writeFieldName("json");
      json.writeRawValue(object.json());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * What was written.
   *
   * @throws IOException when it is no JSON
   * @throws IllegalArgumentException when it is another thing
   */
  static Memory read(InputStream in) throws IOException {
    JsonNode root = JSON.readTree(in);
    if (root.path("format").asInt() != FORMAT) {
      throw new IllegalArgumentException("it is not of format " + FORMAT);
    }
    SortedMap<String, Memory.Cluster> clusters = new TreeMap<>();
    for (var cluster : root.path("clusters").properties()) {
      String name = cluster.getKey();
      SortedMap<ObjectKind, Memory.Known> kinds = new TreeMap<>();
      for (JsonNode kind : cluster.getValue().path("kinds")) {
        ObjectKind of =
            new ObjectKind(text(kind, "group"), text(kind, "version"), text(kind, "kind"));
        kinds.put(of, known(name, of, kind));
      }
      clusters.put(name, new Memory.Cluster(text(cluster.getValue(), "uid"), kinds));
    }
    return new Memory(
        authority(text(root, "authority")), clusters, LedgerJson.read(root.path("ledger")));
  }

  private static Memory.Known known(String cluster, ObjectKind kind, JsonNode json) {
    List<Remembered> objects = new ArrayList<>();
    for (JsonNode object : json.path("objects")) {
      if (!(object.path("json") instanceof ObjectNode whole)) {
        throw new IllegalArgumentException("an object of " + kind + " is missing");
      }
      ObjectKey key = new ObjectKey(cluster, text(object, "namespace"), text(object, "name"));
      objects.add(new Remembered(new ObjectRef(kind, key), text(object, "uid"), whole.toString()));
    }
    return new Memory.Known(text(json, "resourceVersion"), objects);
  }

  static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("field " + field + " is missing");
    }
    return value.textValue();
  }

  /**
   * An authority as {@link Authority#toString} writes it.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Authority authority(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("'" + text + "' is no authority");
    }
    return new Authority(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }
}
