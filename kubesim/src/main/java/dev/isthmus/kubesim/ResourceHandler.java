package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/** Answers requests for objects; watches are {@link WatchStream}'s. */
final class ResourceHandler {
  private final SimCluster cluster;
  private final Views views;

  ResourceHandler(SimCluster cluster) {
    this.cluster = cluster;
    this.views = new Views(cluster.clock());
  }

  /** The verb of a request, as rights name it. */
  static String verb(Request request, Target target) {
    boolean one = !target.name().isEmpty();
    return switch (request.method()) {
      case "GET", "HEAD" -> one ? "get" : request.flag("watch") ? "watch" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> one ? "delete" : "deletecollection";
      default -> throw methodNotAllowed();
    };
  }

  private static ApiFailure methodNotAllowed() {
    return new ApiFailure(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  Response answer(Request request, Target target) {
    return switch (verb(request, target)) {
      case "get" -> one(request, target, 200, cluster.objects(o -> o.get(target.place())));
      case "list" -> Response.ok(views.page(request, target, list(request, target)));
      case "create" -> create(request, target);
      case "update" -> update(request, target);
      case "patch" -> patch(request, target);
      case "delete" -> delete(request, target);
      case "deletecollection" -> deleteAll(request, target);
      default -> throw methodNotAllowed();
    };
  }

  private Response one(Request request, Target target, int code, ObjectNode object) {
    return new Response(code, Response.JSON, views.one(request, target, object));
  }

  /** What a list or watch is narrowed to. */
  static Predicate<JsonNode> filter(Request request, Target target) {
    Predicate<JsonNode> filter =
        LabelSelector.parse(request.parameter("labelSelector"))
            .and(FieldSelector.parse(target.type(), request.parameter("fieldSelector")));
    return target.namespace().isEmpty()
        ? filter
        : filter.and(
            object -> object.at("/metadata/namespace").asText().equals(target.namespace()));
  }

  private Listing list(Request request, Target target) {
    boolean filtered =
        !request.parameter("labelSelector").isEmpty()
            || !request.parameter("fieldSelector").isEmpty();
    return cluster.page(
        target.type(),
        new Listing.Query(
            target.namespace().isEmpty() ? "" : target.namespace() + "/",
            filter(request, target),
            filtered,
            request.number("limit"),
            request.parameter("continue"),
            request.parameter("resourceVersion"),
            request.parameter("resourceVersionMatch")));
  }

  private static WriteOptions options(Request request, Target target) {
    String manager = request.parameter("fieldManager");
    return new WriteOptions(
        manager.isEmpty() ? request.agent() : manager,
        target.subresource(),
        request.flag("force"),
        request.parameter("dryRun").equals("All"));
  }

  private Response create(Request request, Target target) {
    if (!target.name().isEmpty()) {
      throw methodNotAllowed();
    }
    ObjectNode given = Json.object(request.body(), request.contentType());
    ResourceType type = target.type();
    String namespace = target.namespace();
    WriteOptions options = options(request, target);
    return one(
        request, target, 201, cluster.objects(o -> o.create(type, namespace, given, options)));
  }

  private Response update(Request request, Target target) {
    ObjectNode given = Json.object(request.body(), request.contentType());
    WriteOptions options = options(request, target);
    return one(
        request, target, 200, cluster.objects(o -> o.update(target.place(), given, options)));
  }

  private Response patch(Request request, Target target) {
    WriteOptions options = options(request, target);
    String contentType = request.contentType();
    JsonNode body = Json.read(request.body(), contentType);
    if (!contentType.equals(Patches.APPLY)) {
      return one(
          request,
          target,
          200,
          cluster.objects(o -> o.patch(target.place(), contentType, body, options)));
    }
    if (request.parameter("fieldManager").isEmpty() || !(body instanceof ObjectNode wanted)) {
      throw ApiFailure.badRequest("fieldManager: Required value: is required for apply patch");
    }
    return one(
        request, target, 200, cluster.objects(o -> o.apply(target.place(), wanted, options)));
  }

  private Response delete(Request request, Target target) {
    ObjectNode options = deleteOptions(request);
    boolean dryRun = !options.path("dryRun").isEmpty() || !request.parameter("dryRun").isEmpty();
    JsonNode preconditions = options.path("preconditions");
    ObjectNode live = cluster.objects(o -> o.get(target.place()));
    ObjectNode marked = cluster.objects(o -> o.delete(target.place(), preconditions, dryRun));
    return marked == null ? Response.ok(deleted(target, live)) : one(request, target, 200, marked);
  }

  private static ObjectNode deleteOptions(Request request) {
    return request.body().isEmpty()
        ? JsonNodeFactory.instance.objectNode()
        : Json.object(request.body(), request.contentType());
  }

  private static ObjectNode deleted(Target target, ObjectNode was) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Success");
    status
        .putObject("details")
        .put("name", target.name())
        .put("group", target.type().group())
        .put("kind", target.type().plural())
        .put("uid", was.at("/metadata/uid").asText());
    return status;
  }

  private Response deleteAll(Request request, Target target) {
    List<ObjectNode> all = list(request, target).items();
    for (ObjectNode object : all) {
      JsonNode metadata = object.path("metadata");
      Place place =
          new Place(
              target.type(), metadata.path("namespace").asText(""), metadata.path("name").asText());
      cluster.objects(o -> o.delete(place, MissingNode.getInstance(), false));
    }
    return Response.ok(deleted(target, JsonNodeFactory.instance.objectNode()));
  }
}
