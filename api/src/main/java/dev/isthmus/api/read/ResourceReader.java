package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.UnsupportedResource;
import dev.isthmus.api.read.Scope.Problem;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of clusters. Kinds of users are read by the rules of the API reference, section 0;
 * of Kubernetes and Istio, what translation needs; others give nothing. Nothing that is in an
 * object makes it throw. Threads may share a reader; equal parts of what it reads are shared.
 */
public final class ResourceReader {

  private static final ObjectNode EMPTY = JsonNodeFactory.instance.objectNode();
  private static final String GLOO = ".gloo.solo.io";
  private static final String INTERNAL = "internal.gloo.solo.io";

  private final Schema schema = Schema.table();
  private final MessageReader messages = new MessageReader(schema);
  private final Interner interner = new Interner();
  private final MetaReader metas = new MetaReader(interner);
  private final CoreReader core = new CoreReader(metas, interner);

  /**
   * Reads one object; a {@code List} is the caller's to take apart.
   *
   * @param cluster the name of the cluster that it is in
   * @param object the object; a tree that is kept must not be changed afterwards
   */
  public ReadResult read(String cluster, JsonNode object) {
    String kindName = text(object, "kind");
    String apiVersion = text(object, "apiVersion");
    ObjectKind kind = ObjectKind.of(apiVersion, kindName);
    boolean user = kind.group().endsWith(GLOO) && !kind.group().equals(INTERNAL);
    if (!object.isObject() || kindName.isEmpty() || apiVersion.isEmpty()) {
      return formless(cluster, kind, object);
    }
    if (!user && !CoreReader.reads(kind)) {
      return ReadResult.NOTHING;
    }
    JsonNode metadata = object.path("metadata");
    String name = text(metadata, "name");
    String namespace = text(metadata, "namespace");
    if (CoreReader.CLUSTER_SCOPED.contains(kind)) {
      namespace = "";
    } else if (namespace.isEmpty()) {
      // As kubectl does where the context names none.
      namespace = "default";
    }
    ObjectKey key = new ObjectKey(interner.text(cluster), interner.text(namespace), name);
    Scope scope = new Scope(new ObjectRef(kind, key));
    Resource resource =
        name.isEmpty()
            ? nameless(metadata, scope)
            : user ? user(kind, key, object, scope) : core.read(kind, key, object, scope);
    return new ReadResult(Optional.ofNullable(resource), scope.findings());
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  private static ReadResult formless(String cluster, ObjectKind kind, JsonNode object) {
    String name = text(object.path("metadata"), "name");
    Scope scope =
        new Scope(
            new ObjectRef(
                kind, new ObjectKey(cluster, text(object.path("metadata"), "namespace"), name)));
    Path at =
        object.isObject()
            ? Path.ROOT.field(kind.kind().isEmpty() ? "kind" : "apiVersion")
            : Path.ROOT;
    Problem problem =
        object.isObject()
            ? new Problem(Reason.MISSING_FIELD, at + " is missing.", "Set apiVersion and kind.")
            : new Problem(
                Reason.WRONG_TYPE,
                "This is no Kubernetes object.",
                "Write a map with apiVersion, kind and metadata.");
    scope.report(at, problem, "Nothing can be made of it.");
    return new ReadResult(Optional.empty(), scope.findings());
  }

  private static @Nullable Resource nameless(JsonNode metadata, Scope scope) {
    JsonNode name = metadata.path("name");
    boolean wrong = !name.isMissingNode() && !name.isNull() && !name.isTextual();
    scope.report(
        Path.ROOT.field("metadata").field("name"),
        new Problem(
            Reason.MISSING_NAME,
            wrong ? "The name is not a text." : "The object has no name.",
            wrong ? "Quote it." : "Set metadata.name."),
        "It is left out: nothing can refer to it.");
    return null;
  }

  private @Nullable Resource user(ObjectKind kind, ObjectKey key, JsonNode object, Scope scope) {
    Optional<KindSchema> known = schema.kind(kind);
    if (known.isEmpty()) {
      unknownKind(kind, scope);
      return null;
    }
    Meta meta = metas.read(key, object.path("metadata"), scope);
    JsonNode spec = object.path("spec");
    JsonNode content = spec instanceof MissingNode || spec.isNull() ? EMPTY : spec;
    return known.get().support() == Support.YES
        ? supported(known.get(), meta, content, scope)
        : unsupported(known.get(), meta, object, content, scope);
  }

  private void unknownKind(ObjectKind kind, Scope scope) {
    List<ObjectKind> kinds = schema.kinds().stream().map(KindSchema::kind).toList();
    String remedy =
        kinds.stream()
            .filter(k -> k.kind().equals(kind.kind()))
            .map(k -> "Write apiVersion " + k.apiVersion() + ".")
            .findFirst()
            .or(() ->
                Nearest.to(kind.kind(), kinds.stream().map(ObjectKind::kind).toList())
                    .map(near -> "Did you mean " + near + "?"))
            .orElse("Check apiVersion and kind.");
    scope.report(
        Path.ROOT,
        new Problem(
            Reason.UNKNOWN_KIND,
            "There is no kind "
                + ValueReader.quoted(kind.kind())
                + " in "
                + ValueReader.quoted(kind.apiVersion())
                + ".",
            remedy),
        "The object has no effect.");
  }

  private @Nullable Resource supported(KindSchema kind, Meta meta, JsonNode content, Scope scope) {
    MessageSchema message = kind.spec();
    Constructor<? extends Resource> resource = kind.resource();
    if (message == null || resource == null) {
      throw new IllegalStateException("a supported kind without a record: " + kind.kind());
    }
    int mark = scope.mark();
    Object spec = messages.read(message, content, Path.ROOT, scope);
    if (spec == null) {
      scope.settle(
          mark, "The whole object is left out: without this it would mean something else.");
      return null;
    }
    try {
      return resource.newInstance(meta, spec);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + kind.kind(), e);
    }
  }

  private Resource unsupported(
      KindSchema kind, Meta meta, JsonNode object, JsonNode content, Scope scope) {
    scope.report(
        Path.ROOT,
        new Problem(
            Reason.NOT_SUPPORTED_YET,
            kind.kind().kind() + " is not supported yet.",
            "Remove it, or leave it for a later version."),
        "The object is kept, and has no effect.");
    MessageSchema message = kind.spec();
    if (message != null) {
      scope.enterUnsupported();
      int mark = scope.mark();
      messages.read(message, content, Path.ROOT, scope);
      scope.settle(mark, "It has no effect yet in any case.");
      scope.leaveUnsupported();
    }
    return new UnsupportedResource(kind.kind(), meta, object);
  }
}
