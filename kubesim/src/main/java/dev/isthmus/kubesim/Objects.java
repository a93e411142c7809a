package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kubesim.ManagedFields.Writer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An API server's rules for single objects: what a write makes of what is there. */
final class Objects {
  private static final List<String> KEPT =
      List.of("name", "namespace", "uid", "creationTimestamp", "generation", "deletionTimestamp");

  /** Roles and their bindings may have more, such as a colon. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9:]([-a-z0-9.:]*[a-z0-9:])?");

  private final Store store;
  private final Commits commits;
  private final InstantSource clock;
  private final Supplier<String> uids;

  Objects(Store store, Commits commits, InstantSource clock, Supplier<String> uids) {
    this.store = store;
    this.commits = commits;
    this.clock = clock;
    this.uids = uids;
  }

  ObjectNode get(Place place) {
    ObjectNode object = store.get(place.type().name(), place.key());
    if (object == null) {
      throw ApiFailure.notFound(place.type(), place.name());
    }
    return object;
  }

  ObjectNode create(ResourceType type, String namespace, ObjectNode given, WriteOptions options) {
    ObjectNode object = given.deepCopy();
    ObjectNode metadata = metadata(object);
    if (!metadata.has("name") && metadata.has("generateName")) {
      String suffix = uids.get().replace("-", "");
      metadata.put(
          "name", metadata.path("generateName").asText() + suffix.substring(suffix.length() - 5));
    }
    Place place = new Place(type, namespace, metadata.path("name").asText(""));
    checkIdentity(place, object);
    if (store.get(type.name(), place.key()) != null) {
      throw ApiFailure.exists(type, place.name());
    }
    if (metadata.has("resourceVersion")) {
      throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
    }
    metadata.remove("managedFields");
    if (type.status()) {
      object.remove("status");
    }
    identify(place, object);
    ManagedFields.update(null, object, writer(options));
    return commits.put(place, object, options.dryRun());
  }

  private void checkIdentity(Place place, ObjectNode object) {
    ResourceType type = place.type();
    String name = object.at("/metadata/name").asText("");
    if (name.isEmpty()) {
      throw ApiFailure.invalid(
          type, "", "metadata.name: Required value: name or generateName is required");
    }
    if (!name.equals(place.name())) {
      throw ApiFailure.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, place.name()));
    }
    if (!NAME.matcher(name).matches()) {
      throw ApiFailure.invalid(
          type, name, "metadata.name: Invalid value: a lowercase RFC 1123 subdomain is needed");
    }
    String kind = object.path("kind").asText(type.kind());
    if (!kind.equals(type.kind())) {
      throw ApiFailure.badRequest(kind + " in the body, but " + type.kind() + " on the URL");
    }
    String namespace = object.at("/metadata/namespace").asText(place.namespace());
    if (!namespace.equals(place.namespace())) {
      throw ApiFailure.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    if (type.namespaced()
        && store.get(BuiltinTypes.NAMESPACE.name(), Store.key("", namespace)) == null) {
      throw ApiFailure.notFound(BuiltinTypes.NAMESPACE, namespace);
    }
  }

  /** Gives an object what makes it one of this place. */
  void identify(Place place, ObjectNode object) {
    ResourceType type = place.type();
    object.put("apiVersion", type.apiVersion(type.versions().getFirst())).put("kind", type.kind());
    ObjectNode metadata = metadata(object);
    if (type.namespaced()) {
      metadata.put("namespace", place.namespace());
    }
    metadata.put("name", place.name());
    metadata.put("uid", uids.get()).put("creationTimestamp", now());
    if (type.hasGeneration()) {
      metadata.put("generation", 1);
    }
    if (type.equals(BuiltinTypes.NAMESPACE)) {
      object.withObject("/status").put("phase", "Active");
    } else if (type.equals(BuiltinTypes.CRD)) {
      Established.mark(object, now());
    }
  }

  ObjectNode update(Place place, ObjectNode given, WriteOptions options) {
    ObjectNode live = get(place);
    checkIdentity(place, given);
    checkVersion(place, live, given.path("metadata"));
    return replace(place, live, given.deepCopy(), options, true);
  }

  ObjectNode patch(Place place, String contentType, JsonNode patch, WriteOptions options) {
    ObjectNode live = get(place);
    ObjectNode patched = Patches.apply(place.type(), contentType, live, patch);
    checkIdentity(place, patched);
    checkVersion(place, live, patched.path("metadata"));
    return replace(place, live, patched, options, true);
  }

  ObjectNode apply(Place place, ObjectNode wanted, WriteOptions options) {
    ObjectNode live = store.get(place.type().name(), place.key());
    JsonNode metadata = wanted.path("metadata");
    if (metadata.has("managedFields")) {
      throw ApiFailure.badRequest("metadata.managedFields must be nil");
    }
    if (live == null && (metadata.has("uid") || !options.subresource().isEmpty())) {
      throw ApiFailure.notFound(place.type(), place.name());
    }
    checkIdentity(place, wanted);
    ObjectNode base = live == null ? JsonNodeFactory.instance.objectNode() : live;
    if (live == null) {
      identify(place, base);
    } else {
      checkVersion(place, live, options.subresource().isEmpty() ? metadata : withoutUid(metadata));
    }
    ObjectNode named = Subresource.part(place.type(), options.subresource(), wanted);
    ObjectNode result =
        ServerSideApply.apply(place.type(), base, named, writer(options), options.force());
    return live == null
        ? commits.put(place, result, options.dryRun())
        : replace(place, live, result, options, false);
  }

  /** The uid of a status is not looked at: so it was seen on a real API server. */
  private static JsonNode withoutUid(JsonNode metadata) {
    return metadata instanceof ObjectNode object ? object.deepCopy().without("uid") : metadata;
  }

  /** Stores what an update makes of an object, unless it is the same. */
  private ObjectNode replace(
      Place place, ObjectNode live, ObjectNode next, WriteOptions options, boolean update) {
    ObjectNode object = Subresource.merge(place.type(), options.subresource(), live, next);
    keepIdentity(live, object);
    JsonNode managed = live.at("/metadata/managedFields");
    if (update) {
      set(metadata(object), "managedFields", managed);
    }
    if (object.equals(live)) {
      return live;
    }
    if (place.type().hasGeneration() && !wanted(object).equals(wanted(live))) {
      metadata(object).put("generation", live.at("/metadata/generation").asLong() + 1);
    }
    if (update) {
      ManagedFields.update(live, object, writer(options));
    }
    boolean leaves =
        object.at("/metadata/deletionTimestamp").isTextual()
            && object.at("/metadata/finalizers").isEmpty();
    return leaves
        ? commits.remove(place, live, options.dryRun())
        : commits.put(place, object, options.dryRun());
  }

  private static void keepIdentity(ObjectNode live, ObjectNode object) {
    set(object, "apiVersion", live.path("apiVersion"));
    set(object, "kind", live.path("kind"));
    ObjectNode metadata = metadata(object);
    KEPT.forEach(field -> set(metadata, field, live.path("metadata").path(field)));
    set(metadata, "resourceVersion", live.at("/metadata/resourceVersion"));
  }

  private static void set(ObjectNode object, String field, JsonNode value) {
    if (value.isMissingNode()) {
      object.remove(field);
    } else {
      object.set(field, value);
    }
  }

  /** All of an object that its generation counts. */
  private static ObjectNode wanted(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove(List.of("metadata", "status"));
    return copy;
  }

  private static void checkVersion(Place place, ObjectNode live, JsonNode given) {
    JsonNode own = live.path("metadata");
    if (given.has("uid") && !given.path("uid").equals(own.path("uid"))) {
      throw ApiFailure.conflict(
          place.type(),
          place.name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(given.path("uid").asText(), own.path("uid").asText()));
    }
    if (given.has("resourceVersion")
        && !given.path("resourceVersion").equals(own.path("resourceVersion"))) {
      throw ApiFailure.conflict(
          place.type(),
          place.name(),
          "the object has been modified; please apply your changes to the latest version and try again");
    }
  }

  /**
   * Deletes an object, or marks it where finalizers are to run first.
   *
   * @param preconditions {@code uid} and {@code resourceVersion}, or nothing
   * @return the marked object; null: it is gone
   */
  @Nullable ObjectNode delete(Place place, JsonNode preconditions, boolean dryRun) {
    ObjectNode live = get(place);
    checkVersion(place, live, preconditions);
    if (live.at("/metadata/finalizers").isEmpty()) {
      commits.remove(place, live, dryRun);
      return null;
    }
    if (live.at("/metadata/deletionTimestamp").isTextual()) {
      return live;
    }
    ObjectNode marked = live.deepCopy();
    metadata(marked).put("deletionTimestamp", now()).put("deletionGracePeriodSeconds", 0);
    return commits.put(place, marked, dryRun);
  }

  private Writer writer(WriteOptions options) {
    return new Writer(options.manager(), options.subresource(), now());
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static ObjectNode metadata(ObjectNode object) {
    return object.withObject("/metadata");
  }
}
