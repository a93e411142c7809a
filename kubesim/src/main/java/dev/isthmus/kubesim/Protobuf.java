package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.isthmus.kubesim.ProtobufKinds.Field;
import dev.isthmus.kubesim.ProtobufKinds.MapOf;
import dev.isthmus.kubesim.ProtobufKinds.Message;
import dev.isthmus.kubesim.ProtobufKinds.Scalar;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of Kubernetes' own kinds from protobuf, in which kubectl sends what its {@code
 * create}, {@code auth} and {@code create token} make. A field that {@link ProtobufKinds} does not
 * know is an error, never lost.
 */
final class Protobuf {
  static final String CONTENT_TYPE = "application/vnd.kubernetes.protobuf";

  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final Message ENVELOPE = ProtobufKinds.envelope();

  private final String kind;

  private Protobuf(String kind) {
    this.kind = kind;
  }

  /** The object, as JSON has it. */
  static ObjectNode read(byte[] body) {
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, body, 0, Math.min(MAGIC.length, body.length))) {
      throw ApiFailure.badRequest("the body is no protobuf of Kubernetes");
    }
    try {
      ByteBuffer content = ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length).slice();
      ObjectNode envelope = new Protobuf("the envelope").message(ENVELOPE, content);
      String kind = envelope.at("/typeMeta/kind").asText();
      Message message = ProtobufKinds.of(kind);
      if (message == null) {
        throw unsupported(kind, "cannot be read from protobuf");
      }
      byte[] raw = Base64.getDecoder().decode(envelope.path("raw").asText());
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.set("apiVersion", envelope.at("/typeMeta/apiVersion"));
      object.put("kind", kind);
      return object.setAll(new Protobuf(kind).message(message, ByteBuffer.wrap(raw)));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw ApiFailure.badRequest("the body is cut: " + e);
    }
  }

  private static ApiFailure unsupported(String kind, String why) {
    return new ApiFailure(
        415,
        "UnsupportedMediaType",
        "a %s of kubectl create %s here; write it as YAML (--dry-run=client -o yaml) and apply that"
            .formatted(kind, why));
  }

  private ObjectNode message(Message message, ByteBuffer in) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (in.hasRemaining()) {
      long tag = varint(in);
      Field field = message.fields().get((int) (tag >>> 3));
      int wire = (int) (tag & 7);
      if (wire == VARINT) {
        number(object, field, varint(in), tag >>> 3);
      } else if (wire == BYTES) {
        int length = Math.toIntExact(varint(in));
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        bytes(object, field, part, tag >>> 3);
      } else {
        throw unknown(tag >>> 3);
      }
    }
    return object;
  }

  private ApiFailure unknown(long number) {
    return unsupported(kind, "has a field (" + number + ") that is not known");
  }

  private void number(ObjectNode object, @Nullable Field field, long value, long number) {
    if (field == null && value != 0) {
      throw unknown(number);
    }
    if (field != null && field.shape() == Scalar.FLAG) {
      object.set(field.name(), BooleanNode.valueOf(value != 0));
    } else if (field != null && value != 0) {
      object.set(field.name(), LongNode.valueOf(value));
    }
  }

  /** Go writes texts and messages that are not set too, as empty ones: these are left out. */
  private void bytes(ObjectNode object, @Nullable Field field, ByteBuffer part, long number) {
    if (!part.hasRemaining() && !(field != null && field.repeated())) {
      return;
    }
    if (field == null) {
      throw unknown(number);
    }
    switch (field.shape()) {
      case MapOf(Scalar values) -> entry(object.withObject("/" + field.name()), values, part);
      case Scalar scalar -> put(object, field, scalar(scalar, part));
      case Message message -> put(object, field, message(message, part));
    }
  }

  private static void put(ObjectNode object, Field field, JsonNode value) {
    if (field.repeated()) {
      object.withArray("/" + field.name()).add(value);
    } else {
      object.set(field.name(), value);
    }
  }

  private void entry(ObjectNode map, Scalar values, ByteBuffer part) {
    Field key = new Field(1, "key", Scalar.TEXT, false);
    ObjectNode entry = message(Message.of(key, new Field(2, "value", values, false)), part);
    map.put(entry.path("key").asText(), entry.path("value").asText());
  }

  private static JsonNode scalar(Scalar scalar, ByteBuffer part) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    return switch (scalar) {
      case TEXT -> TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
      case BYTES -> TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
      case FLAG, NUMBER -> throw ApiFailure.badRequest("bytes where a number belongs");
    };
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number that does not end");
  }
}
