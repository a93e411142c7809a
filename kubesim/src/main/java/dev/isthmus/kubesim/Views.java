package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;

/** Objects as a client wants to see them: in its version, whole or as rows of a table. */
final class Views {
  private final InstantSource clock;

  Views(InstantSource clock) {
    this.clock = clock;
  }

  private static boolean asTable(Request request) {
    return request.accept().contains("as=Table");
  }

  /** One object. */
  ObjectNode one(Request request, Target target, ObjectNode object) {
    return asTable(request)
        ? table(request, target, List.of(object), metadata(object.path("metadata")))
        : inVersion(target, object);
  }

  /** A page of a list. */
  ObjectNode page(Request request, Target target, Listing listing) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("resourceVersion", Long.toString(listing.revision()));
    if (listing.token() != null) {
      metadata.put("continue", listing.token());
    }
    if (listing.left() >= 0) {
      metadata.put("remainingItemCount", listing.left());
    }
    if (asTable(request)) {
      return table(request, target, listing.items(), metadata);
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    ResourceType type = target.type();
    list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion(target.version()));
    list.set("metadata", metadata);
    ArrayNode items = list.putArray("items");
    listing.items().forEach(object -> items.add(inVersion(target, object)));
    return list;
  }

  /** A line of a watch. */
  ObjectNode event(Request request, Target target, WatchEvent event) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("type", event.type().name());
    ObjectNode object =
        switch (event.type()) {
          case ADDED, MODIFIED, DELETED -> one(request, target, event.object());
          case ERROR -> event.object();
          case BOOKMARK ->
              asTable(request)
                  ? table(request, target, List.of(), metadata(event.object().path("metadata")))
                  : bookmark(target, event.object());
        };
    return line.set("object", object);
  }

  private static ObjectNode bookmark(Target target, ObjectNode object) {
    ObjectNode bookmark = object.deepCopy();
    bookmark.put("kind", target.type().kind());
    bookmark.put("apiVersion", target.type().apiVersion(target.version()));
    Objects.metadata(bookmark).putNull("creationTimestamp");
    return bookmark;
  }

  private static ObjectNode metadata(JsonNode of) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resourceVersion", of.path("resourceVersion").asText());
  }

  private static ObjectNode inVersion(Target target, ObjectNode object) {
    String apiVersion = target.type().apiVersion(target.version());
    if (object.path("apiVersion").asText().equals(apiVersion)) {
      return object;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion);
    object.properties().forEach(e -> copy.putIfAbsent(e.getKey(), e.getValue()));
    return copy;
  }

  private ObjectNode table(
      Request request, Target target, List<ObjectNode> objects, ObjectNode metadata) {
    long now = clock.instant().getEpochSecond();
    List<Column> columns = target.type().columns();
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1").set("metadata", metadata);
    ArrayNode definitions = table.putArray("columnDefinitions");
    columns.forEach(column -> define(definitions.addObject(), column));
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      columns.forEach(column -> cells.add(column.cell().apply(object, now)));
      ObjectNode included = included(request, target, object);
      if (!included.isEmpty()) {
        row.set("object", included);
      }
    }
    return table;
  }

  private static void define(ObjectNode definition, Column column) {
    definition.put("name", column.name()).put("type", column.type());
    definition.put("format", column.name().equals("Name") ? "name" : "").put("description", "");
    definition.put("priority", column.wide() ? 1 : 0);
  }

  private static ObjectNode included(Request request, Target target, ObjectNode object) {
    return switch (request.parameter("includeObject")) {
      case "None" -> JsonNodeFactory.instance.objectNode();
      case "Object" -> inVersion(target, object);
      default -> {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        part.set("metadata", object.path("metadata"));
        yield part;
      }
    };
  }
}
