package dev.isthmus.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.relay.proto.Kind;
import dev.isthmus.relay.proto.Ref;
import java.io.IOException;

/**
 * The values that messages of both directions have. References have no cluster on the wire: the
 * reader knows it.
 */
final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Wire() {}

  static dev.isthmus.relay.proto.Authority authority(Authority authority) {
    return dev.isthmus.relay.proto.Authority.newBuilder()
        .setEpoch(authority.epoch())
        .setRevision(authority.revision())
        .build();
  }

  static Authority authority(dev.isthmus.relay.proto.Authority authority) {
    return new Authority(authority.getEpoch(), authority.getRevision());
  }

  static Kind kind(ObjectKind kind) {
    return Kind.newBuilder()
        .setGroup(kind.group())
        .setVersion(kind.version())
        .setKind(kind.kind())
        .build();
  }

  static ObjectKind kind(Kind kind) {
    return new ObjectKind(kind.getGroup(), kind.getVersion(), kind.getKind());
  }

  static Ref ref(ObjectRef ref) {
    return Ref.newBuilder()
        .setKind(kind(ref.kind()))
        .setNamespace(ref.key().namespace())
        .setName(ref.key().name())
        .build();
  }

  static ObjectRef ref(Ref ref, String cluster) {
    return new ObjectRef(
        kind(ref.getKind()), new ObjectKey(cluster, ref.getNamespace(), ref.getName()));
  }

  static ByteString json(ObjectNode json) {
    try {
      return ByteString.copyFrom(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of nodes is always written", e);
    }
  }

  static ObjectNode json(ByteString bytes) throws MalformedMessage {
    try {
      JsonNode node = JSON.readTree(bytes.newInput());
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new MalformedMessage("an object is not a JSON object");
    } catch (IOException e) {
      throw new MalformedMessage("an object is no JSON");
    }
  }
}
