package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.isthmus.envoy.proto.PackedTypes;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Envoy's messages as JSON in one form, whoever wrote it: names in camel case (Envoy's admin
 * interface writes them as in the protos), fields in the order in which the protos declare them, as
 * Go writes them. What no descriptor is known of stays as it is.
 */
final class ProtoJson {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TYPE = "@type";
  private static final String WELL_KNOWN = "google.protobuf.";
  private static final String ANY = "google.protobuf.Any";
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .usingTypeRegistry(PackedTypes.registry())
          .omittingInsignificantWhitespace();

  private ProtoJson() {}

  /** A message of ours. */
  static ObjectNode of(Message message) {
    try {
      JsonNode tree = MAPPER.readTree(PRINTER.print(message));
      return (ObjectNode) canonical(tree, message.getDescriptorForType());
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw new IllegalStateException("packed and printed by ourselves", e);
    }
  }

  /** A message that another wrote. */
  static JsonNode canonical(JsonNode json, Descriptor type) {
    if (type.getFullName().equals(ANY)) {
      return any(json);
    }
    return json.isObject() && !type.getFullName().startsWith(WELL_KNOWN)
        ? message((ObjectNode) json, type)
        : json;
  }

  private static JsonNode any(JsonNode json) {
    String url = json.path(TYPE).asText();
    return descriptor(url.substring(url.lastIndexOf('/') + 1))
        .filter(type -> !type.getFullName().startsWith(WELL_KNOWN))
        .map(type -> canonical(json, type))
        .orElse(json);
  }

  private static ObjectNode message(ObjectNode json, Descriptor type) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    Set<String> seen = new HashSet<>();
    if (json.has(TYPE)) {
      result.set(TYPE, json.get(TYPE));
      seen.add(TYPE);
    }
    for (FieldDescriptor field : type.getFields()) {
      JsonNode value =
          json.has(field.getJsonName()) ? json.get(field.getJsonName()) : json.get(field.getName());
      seen.add(field.getJsonName());
      seen.add(field.getName());
      if (value != null && !value.isNull()) {
        result.set(field.getJsonName(), value(value, field));
      }
    }
    json.properties().stream()
        .filter(entry -> !seen.contains(entry.getKey()))
        .forEach(entry -> result.set(entry.getKey(), entry.getValue()));
    return result;
  }

  private static JsonNode value(JsonNode value, FieldDescriptor field) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return value;
    }
    if (field.isMapField() && value.isObject()) {
      return map((ObjectNode) value, field.getMessageType().findFieldByName("value"));
    }
    if (field.isRepeated() && value.isArray()) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode(value.size());
      value.forEach(item -> result.add(canonical(item, field.getMessageType())));
      return result;
    }
    return canonical(value, field.getMessageType());
  }

  private static ObjectNode map(ObjectNode map, FieldDescriptor value) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    map.properties().forEach(entry -> sorted.put(entry.getKey(), value(entry.getValue(), value)));
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.setAll(sorted);
    return result;
  }

  /** The protos of Envoy's API are Java classes of the same name below {@code io.envoyproxy}. */
  private static Optional<Descriptor> descriptor(String name) {
    if (!name.startsWith("envoy.")) {
      return Optional.empty();
    }
    try {
      Class<?> type = Class.forName("io.envoyproxy." + name);
      return Optional.of((Descriptor) type.getMethod("getDescriptor").invoke(null));
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return Optional.empty();
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("generated classes have a descriptor: " + name, e);
    }
  }
}
