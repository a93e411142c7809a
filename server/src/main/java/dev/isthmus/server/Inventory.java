package dev.isthmus.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import java.util.Optional;

/** Reads what agents report: what is ours by its proof, and what translation sees. */
final class Inventory {
  /** By these labels translation knows objects of ours; on others they prove nothing. */
  private static final String LABEL = "reconciler.mesh.gloo.solo.io/name";

  private static final String USERS = ".gloo.solo.io";

  private final Ownership ownership;
  private final ResourceReader reader = new ResourceReader();

  Inventory(Ownership ownership) {
    this.ownership = ownership;
  }

  /** The generated object that this is, if it carries our proof for this place. */
  Optional<IstioObject> ours(String cluster, String uid, ObservedObject object) {
    Optional<IstioKey> key = key(cluster, object.ref());
    return key.isPresent()
            && IstioJson.read(object.json()) instanceof IstioJson.Read read
            && ownership.proves(uid, key.get(), read.object().annotations())
        ? Optional.of(read.object())
        : Optional.empty();
  }

  /** The place of an Istio object; empty for other kinds. */
  static Optional<IstioKey> key(String cluster, ObjectRef ref) {
    ObjectKey key = ref.key();
    return IstioKind.of(ref.kind().apiVersion(), ref.kind().kind())
        .map(kind -> new IstioKey(cluster, key.namespace(), kind, key.name()));
  }

  /** Whether objects of this kind are users', with a status of ours. */
  static boolean isUsers(ObjectKind kind) {
    return kind.group().endsWith(USERS);
  }

  /** Whether objects of this kind may be ours. */
  static boolean isGenerated(ObjectKind kind) {
    return IstioKind.of(kind.apiVersion(), kind.kind()).isPresent();
  }

  static ObjectRef ref(IstioKey key) {
    return new ObjectRef(
        ObjectKind.of(key.kind().apiVersion(), key.kind().kind()),
        new ObjectKey(key.cluster(), key.namespace(), key.name()));
  }

  /** What translation sees; nothing of what is not where it says. */
  ReadResult read(String cluster, ObservedObject object) {
    ObjectNode json = object.json();
    if (json.path("metadata").path("labels").has(LABEL)) {
      json = json.deepCopy();
      ((ObjectNode) json.path("metadata").path("labels")).remove(LABEL);
    }
    ObjectRef ref = at(cluster, object.ref());
    ReadResult result = reader.read(cluster, json);
    return new ReadResult(
        result.resource().filter(read -> read.ref().equals(ref)), result.findings());
  }

  /** An agent speaks of its own cluster only, whatever it writes. */
  static ObjectRef at(String cluster, ObjectRef ref) {
    return new ObjectRef(
        ref.kind(), new ObjectKey(cluster, ref.key().namespace(), ref.key().name()));
  }
}
