package dev.isthmus.cli.livelab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.OutputKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object that an API server showed, and what is read of it.
 *
 * @param stored as the API server showed it
 * @param resource what translation reads; null where it is ours or cannot be read
 * @param findings what the reader has to say
 * @param istio what istiod reads; null for other kinds
 */
record Seen(
    StoredObject stored,
    @Nullable Resource resource,
    List<Finding> findings,
    @Nullable IstioObject istio) {

  static Seen of(ResourceReader reader, StoredObject stored) {
    IstioObject istio =
        IstioJson.read(stored.json()) instanceof IstioJson.Read read ? read.object() : null;
    if (istio != null && isOurs(istio)) {
      return new Seen(stored, null, List.of(), istio);
    }
    ReadResult read = reader.read(stored.ref().key().cluster(), withoutOurLabel(stored.json()));
    return new Seen(stored, read.resource().orElse(null), read.findings(), istio);
  }

  /** By labels alone nothing is ours: to translation it is somebody's. */
  private static ObjectNode withoutOurLabel(ObjectNode json) {
    if (!json.path("metadata").path("labels").has(OutputJson.OURS)) {
      return json;
    }
    ObjectNode copy = json.deepCopy();
    ((ObjectNode) copy.path("metadata").path("labels")).remove(OutputJson.OURS);
    return copy;
  }

  private static boolean isOurs(IstioObject object) {
    return object.annotations().containsKey(DesiredObject.PROOF);
  }

  /** The generated object that this is. */
  Optional<IstioObject> ours() {
    return Optional.ofNullable(istio).filter(Seen::isOurs);
  }

  /** The Istio object of somebody else that this is. */
  Optional<IstioObject> others() {
    return Optional.ofNullable(istio).filter(object -> !isOurs(object));
  }

  ObjectRef ref() {
    return stored.ref();
  }

  /** Where it is, if it is an Istio object. */
  Optional<OutputKey> key() {
    ObjectKey key = ref().key();
    return Optional.ofNullable(istio)
        .map(object -> new OutputKey(key.cluster(), key.namespace(), object.kind(), key.name()));
  }

  /** Whether it says the same, whatever its status and versions are. */
  boolean saysAs(Seen other) {
    return stored.uid().equals(other.stored.uid())
        && Objects.equals(resource, other.resource)
        && Objects.equals(istio, other.istio)
        && findings.equals(other.findings);
  }
}
