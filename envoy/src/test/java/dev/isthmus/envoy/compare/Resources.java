package dev.isthmus.envoy.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.proto.PackedTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resources as JSON trees that can be compared: both sides go through the same protos, and what has
 * no order in Envoy (endpoints of a locality, virtual hosts, domains, filter chains, parameters) is
 * sorted.
 */
public final class Resources {
  public static final JsonMapper JSON = new JsonMapper();

  private static final TypeRegistry TYPES = PackedTypes.registry();
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer().usingTypeRegistry(TYPES);
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().usingTypeRegistry(TYPES);

  private Resources() {}

  /** Our resources of a kind by name. */
  public static Map<String, JsonNode> ours(Kind kind, ProxyConfig config) {
    Map<String, JsonNode> result = new TreeMap<>();
    kind.of(config).forEach(message -> put(result, kind, tree(message)));
    return result;
  }

  /** istiod's resources of a kind by name. */
  public static Map<String, JsonNode> istiods(Kind kind, JsonNode list) {
    Map<String, JsonNode> result = new TreeMap<>();
    list.forEach(node -> put(result, kind, throughProto(kind, node)));
    return result;
  }

  private static void put(Map<String, JsonNode> result, Kind kind, JsonNode tree) {
    result.put(tree.path(kind.nameField).asText(), sorted(tree));
  }

  private static JsonNode throughProto(Kind kind, JsonNode node) {
    Message.Builder builder = kind.builder();
    try {
      PARSER.merge(node.toString(), builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(node.path(kind.nameField).asText(), e);
    }
    return tree(builder.build());
  }

  static JsonNode tree(Message message) {
    try {
      return JSON.readTree(PRINTER.print(message));
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode fields) {
      ObjectNode result = JSON.createObjectNode();
      new TreeMap<>(
              JSON.<Map<String, JsonNode>>convertValue(
                  fields,
                  JSON.getTypeFactory().constructMapType(Map.class, String.class, JsonNode.class)))
          .forEach((name, value) ->
              result.set(name, unordered(name) ? sortedArray(value) : sorted(value)));
      return result;
    }
    if (node instanceof ArrayNode items) {
      ArrayNode result = JSON.createArrayNode();
      items.forEach(item -> result.add(sorted(item)));
      return result;
    }
    return node;
  }

  private static boolean unordered(String field) {
    return List.of("lbEndpoints", "virtualHosts", "domains", "filterChains", "queryParameters")
        .contains(field);
  }

  private static JsonNode sortedArray(JsonNode items) {
    List<JsonNode> list = new ArrayList<>();
    items.forEach(item -> list.add(sorted(item)));
    list.sort(
        Comparator.comparing(
                (JsonNode it) -> it.path("name").asText() + it.path("filterChainMatch"))
            .thenComparing(JsonNode::toString));
    ArrayNode result = JSON.createArrayNode();
    list.forEach(result::add);
    return result;
  }
}
