package dev.isthmus.kubesim;

import static dev.isthmus.kubesim.ProtobufKinds.Scalar.BYTES;
import static dev.isthmus.kubesim.ProtobufKinds.Scalar.FLAG;
import static dev.isthmus.kubesim.ProtobufKinds.Scalar.NUMBER;
import static dev.isthmus.kubesim.ProtobufKinds.Scalar.TEXT;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the fields of those kinds that kubectl sends as protobuf, from Kubernetes' {@code
 * generated.proto}: what {@code kubectl create} and {@code kubectl auth} fill in.
 */
final class ProtobufKinds {
  /** What a field holds. */
  sealed interface Shape {}

  /** A single value. */
  enum Scalar implements Shape {
    TEXT,
    BYTES,
    FLAG,
    NUMBER
  }

  /** A map from texts. */
  record MapOf(Scalar values) implements Shape {}

  /** Fields by number. */
  record Message(Map<Integer, Field> fields) implements Shape {
    static Message of(Field... fields) {
      return new Message(
          Arrays.stream(fields).collect(Collectors.toMap(Field::number, Function.identity())));
    }
  }

  /** A field as protobuf numbers it and JSON names it. */
  record Field(int number, String name, Shape shape, boolean repeated) {}

  private static final Shape TEXTS = new MapOf(TEXT);
  private static final Field METADATA =
      one(
          1,
          "metadata",
          Message.of(
              one(1, "name", TEXT),
              one(2, "generateName", TEXT),
              one(3, "namespace", TEXT),
              one(7, "generation", NUMBER),
              one(11, "labels", TEXTS),
              one(12, "annotations", TEXTS)));
  private static final Message REFERENCE =
      Message.of(one(1, "kind", TEXT), one(2, "namespace", TEXT), one(3, "name", TEXT));
  private static final Message ROLE =
      Message.of(
          METADATA,
          many(
              2,
              "rules",
              Message.of(
                  many(1, "verbs", TEXT),
                  many(2, "apiGroups", TEXT),
                  many(3, "resources", TEXT),
                  many(4, "resourceNames", TEXT),
                  many(5, "nonResourceURLs", TEXT))));
  private static final Message BINDING =
      Message.of(
          METADATA,
          many(
              2,
              "subjects",
              Message.of(
                  one(1, "kind", TEXT),
                  one(2, "apiGroup", TEXT),
                  one(3, "name", TEXT),
                  one(4, "namespace", TEXT))),
          one(
              3,
              "roleRef",
              Message.of(one(1, "apiGroup", TEXT), one(2, "kind", TEXT), one(3, "name", TEXT))));
  private static final Map<String, Message> KINDS =
      Map.ofEntries(
          Map.entry(
              "Namespace",
              Message.of(
                  METADATA,
                  one(2, "spec", Message.of(many(1, "finalizers", TEXT))),
                  status(one(1, "phase", TEXT)))),
          Map.entry(
              "ConfigMap",
              Message.of(
                  METADATA,
                  one(2, "data", TEXTS),
                  one(3, "binaryData", new MapOf(BYTES)),
                  one(4, "immutable", FLAG))),
          Map.entry(
              "Secret",
              Message.of(
                  METADATA,
                  one(2, "data", new MapOf(BYTES)),
                  one(3, "type", TEXT),
                  one(4, "stringData", TEXTS),
                  one(5, "immutable", FLAG))),
          Map.entry(
              "ServiceAccount",
              Message.of(
                  METADATA,
                  many(2, "secrets", REFERENCE),
                  many(3, "imagePullSecrets", Message.of(one(1, "name", TEXT))),
                  one(4, "automountServiceAccountToken", FLAG))),
          Map.entry("Role", ROLE),
          Map.entry("ClusterRole", ROLE),
          Map.entry("RoleBinding", BINDING),
          Map.entry("ClusterRoleBinding", BINDING),
          Map.entry("SelfSubjectAccessReview", accessReview()),
          Map.entry("SelfSubjectRulesReview", rulesReview()),
          Map.entry("SelfSubjectReview", selfReview()));

  private ProtobufKinds() {}

  /** The message of a kind; null where it is not known. */
  static @Nullable Message of(String kind) {
    return KINDS.get(kind);
  }

  /** What every object is wrapped in: {@code runtime.Unknown}. */
  static Message envelope() {
    return Message.of(
        one(1, "typeMeta", Message.of(one(1, "apiVersion", TEXT), one(2, "kind", TEXT))),
        one(2, "raw", BYTES),
        one(3, "contentEncoding", TEXT),
        one(4, "contentType", TEXT));
  }

  private static Message accessReview() {
    Message resource =
        Message.of(
            one(1, "namespace", TEXT),
            one(2, "verb", TEXT),
            one(3, "group", TEXT),
            one(4, "version", TEXT),
            one(5, "resource", TEXT),
            one(6, "subresource", TEXT),
            one(7, "name", TEXT));
    Message path = Message.of(one(1, "path", TEXT), one(2, "verb", TEXT));
    return Message.of(
        METADATA,
        one(
            2,
            "spec",
            Message.of(
                one(1, "resourceAttributes", resource), one(2, "nonResourceAttributes", path))),
        status(one(1, "allowed", FLAG), one(4, "denied", FLAG)));
  }

  private static Message rulesReview() {
    return Message.of(
        METADATA,
        one(2, "spec", Message.of(one(1, "namespace", TEXT))),
        status(one(3, "incomplete", FLAG)));
  }

  private static Message selfReview() {
    Message user = Message.of(one(1, "username", TEXT), one(2, "uid", TEXT));
    return Message.of(METADATA, one(2, "status", Message.of(one(1, "userInfo", user))));
  }

  /** The part that the server answers with: sent, but without content. */
  private static Field status(Field... fields) {
    return one(3, "status", Message.of(fields));
  }

  private static Field one(int number, String name, Shape shape) {
    return new Field(number, name, shape, false);
  }

  private static Field many(int number, String name, Shape shape) {
    return new Field(number, name, shape, true);
  }
}
