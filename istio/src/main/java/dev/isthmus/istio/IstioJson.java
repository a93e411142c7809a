package dev.isthmus.istio;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Istio's objects as JSON, as kubectl shows them: fields in alphabetical order, without zero
 * values; an empty message that is there stays. Fields that this version does not know are left out
 * when reading.
 */
public final class IstioJson {
  public static final JsonMapper MAPPER = mapper();

  private static final ObjectWriter WRITER =
      MAPPER.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private IstioJson() {}

  /** What reading an object gave. */
  public sealed interface Result {}

  public record Read(IstioObject object) implements Result {}

  /** The object is of a kind that {@link IstioKind} does not have. */
  public record OtherKind() implements Result {}

  /** The object cannot be read: {@code message} says which field, and why. */
  public record Malformed(String message) implements Result {}

  public static JsonNode write(IstioSpec spec) {
    return switch (spec) {
      case OpaqueSpec opaque -> opaque.tree();
      case AuthorizationPolicy s -> MAPPER.valueToTree(s);
      case DestinationRule s -> MAPPER.valueToTree(s);
      case Gateway s -> MAPPER.valueToTree(s);
      case PeerAuthentication s -> MAPPER.valueToTree(s);
      case ServiceEntry s -> MAPPER.valueToTree(s);
      case Sidecar s -> MAPPER.valueToTree(s);
      case VirtualService s -> MAPPER.valueToTree(s);
      case WorkloadEntry s -> MAPPER.valueToTree(s);
    };
  }

  /** The whole object: {@code apiVersion}, {@code kind}, {@code metadata}, {@code spec}. */
  public static ObjectNode write(IstioObject object) {
    ObjectNode metadata = MAPPER.createObjectNode();
    putTexts(metadata, "annotations", object.annotations());
    if (object.created() != null) {
      metadata.put("creationTimestamp", object.created().toString());
    }
    putTexts(metadata, "labels", object.labels());
    metadata.put("name", object.name()).put("namespace", object.namespace());
    ObjectNode result = MAPPER.createObjectNode();
    result.put("apiVersion", object.kind().apiVersion()).put("kind", object.kind().kind());
    result.set("metadata", metadata);
    result.set("spec", write(object.spec()));
    return result;
  }

  /** A spec as text: the same as the tree's. */
  public static SerializableString text(IstioSpec spec) {
    try {
      return new SerializedString(
          WRITER.writeValueAsString(spec instanceof OpaqueSpec opaque ? opaque.tree() : spec));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec can always be written", e);
    }
  }

  /**
   * The whole object as bytes: the same as the tree's.
   *
   * @param spec the {@link #text} of its spec, which objects may share
   */
  public static byte[] bytes(IstioObject object, SerializableString spec) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator to = MAPPER.createGenerator(bytes)) {
      to.writeStartObject();
      to.writeStringField("apiVersion", object.kind().apiVersion());
      to.writeStringField("kind", object.kind().kind());
      to.writeObjectFieldStart("metadata");
      writeTexts(to, "annotations", object.annotations());
      if (object.created() != null) {
        to.writeStringField("creationTimestamp", object.created().toString());
      }
      writeTexts(to, "labels", object.labels());
      to.writeStringField("name", object.name());
      to.writeStringField("namespace", object.namespace());
      to.writeEndObject();
      to.writeFieldName("spec");
      to.writeRawValue(spec);
      to.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeTexts(JsonGenerator to, String field, Map<String, String> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      to.writeObjectFieldStart(field);
      for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
        to.writeStringField(text.getKey(), text.getValue());
      }
      to.writeEndObject();
    }
  }

  public static Result read(JsonNode object) {
    @Nullable IstioKind kind =
        IstioKind.of(object.path("apiVersion").asText(""), object.path("kind").asText(""))
            .orElse(null);
    if (kind == null) {
      return new OtherKind();
    }
    JsonNode metadata = object.path("metadata");
    String name = metadata.path("name").asText("");
    if (name.isEmpty()) {
      return new Malformed("metadata.name: missing");
    }
    try {
      return new Read(
          new IstioObject(
              metadata.path("namespace").asText(""),
              name,
              texts(metadata.path("labels")),
              texts(metadata.path("annotations")),
              created(metadata.path("creationTimestamp")),
              readSpec(kind, object.path("spec"))));
    } catch (JsonProcessingException e) {
      return new Malformed(path(e) + ": " + e.getOriginalMessage());
    } catch (DateTimeParseException e) {
      return new Malformed("metadata.creationTimestamp: " + e.getMessage());
    }
  }

  /** Reads a spec; an absent or null one is the empty message. */
  public static IstioSpec readSpec(IstioKind kind, JsonNode spec) throws JsonProcessingException {
    JsonNode tree = spec.isMissingNode() || spec.isNull() ? MAPPER.createObjectNode() : spec;
    return switch (kind) {
      case AUTHORIZATION_POLICY -> MAPPER.treeToValue(tree, AuthorizationPolicy.class);
      case DESTINATION_RULE -> MAPPER.treeToValue(tree, DestinationRule.class);
      case GATEWAY -> MAPPER.treeToValue(tree, Gateway.class);
      case PEER_AUTHENTICATION -> MAPPER.treeToValue(tree, PeerAuthentication.class);
      case SERVICE_ENTRY -> MAPPER.treeToValue(tree, ServiceEntry.class);
      case SIDECAR -> MAPPER.treeToValue(tree, Sidecar.class);
      case VIRTUAL_SERVICE -> MAPPER.treeToValue(tree, VirtualService.class);
      case WORKLOAD_ENTRY -> MAPPER.treeToValue(tree, WorkloadEntry.class);
      case ENVOY_FILTER,
          PROXY_CONFIG,
          REQUEST_AUTHENTICATION,
          TELEMETRY,
          WASM_PLUGIN,
          WORKLOAD_GROUP ->
          new OpaqueSpec(kind, tree);
    };
  }

  /** Where in the object: {@code spec.http[0].match}. */
  private static String path(JsonProcessingException e) {
    StringBuilder path = new StringBuilder("spec");
    if (e instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference reference : mapping.getPath()) {
        path.append(
            reference.getFieldName() == null
                ? "[" + reference.getIndex() + "]"
                : "." + reference.getFieldName());
      }
    }
    return path.toString();
  }

  private static @Nullable Instant created(JsonNode timestamp) {
    return timestamp.isTextual() ? Instant.parse(timestamp.asText()) : null;
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> result = new TreeMap<>();
    node.properties().forEach(entry -> result.put(entry.getKey(), entry.getValue().asText("")));
    return result;
  }

  private static void putTexts(ObjectNode parent, String field, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode node = parent.putObject(field);
      new TreeMap<>(texts).forEach(node::put);
    }
  }

  private static JsonMapper mapper() {
    JsonInclude.Value nonZero =
        JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS);
    return JsonMapper.builder()
        .addModule(new ProtoEnums())
        .addModule(new ProtoNumbers())
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
        .withConfigOverride(int.class, override -> override.setInclude(nonZero))
        .withConfigOverride(boolean.class, override -> override.setInclude(nonZero))
        .withConfigOverride(double.class, override -> override.setInclude(nonZero))
        .build();
  }
}
