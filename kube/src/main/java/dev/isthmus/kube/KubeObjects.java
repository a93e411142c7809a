package dev.isthmus.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Single objects of one API server as JSON trees, asked for one after the other: for commands, and
 * for what a server keeps in its cluster. Nothing is repeated. Thread-safe.
 */
public final class KubeObjects implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String MANAGER = "?fieldManager=isthmus";
  private static final String JSON = "application/json";
  private static final String APPLY = "application/apply-patch+yaml";
  private static final int PAGE = 500;

  private final KubeContext context;
  private final KubeHttp http;
  private final KindPaths paths;

  private KubeObjects(KubeContext context, Duration timeout) {
    this.context = context;
    context.config().setRequestRetryBackoffLimit(0);
    this.http =
        new KubeHttp(new KubernetesClientBuilder().withConfig(context.config()).build(), timeout);
    this.paths = new KindPaths(http);
  }

  /** The objects behind a context, with its account's rights. */
  public static KubeObjects of(KubeContext context) {
    return new KubeObjects(context, TIMEOUT);
  }

  /**
   * As {@link #of(KubeContext)}, with another time.
   *
   * @param timeout after which a request counts as lost
   */
  public static KubeObjects of(KubeContext context, Duration timeout) {
    return new KubeObjects(context, timeout);
  }

  /** An object; none when it, or its namespace, is not there. */
  public Optional<ObjectNode> find(ObjectKind kind, String namespace, String name)
      throws KubeException {
    Answer answer = ask(() -> http.get(path(kind, namespace, name)));
    if (answer.code() == 404) {
      return Optional.empty();
    }
    return Optional.of(good(answer));
  }

  /** All objects of a kind, of every namespace, at one resourceVersion. */
  public List<ObjectNode> list(ObjectKind kind) throws KubeException {
    List<ObjectNode> objects = new ArrayList<>();
    String token = "";
    do {
      String page = "?limit=" + PAGE + (token.isEmpty() ? "" : "&continue=" + encoded(token));
      ObjectNode answer = good(ask(() -> http.get(paths.of(kind).all() + page)));
      for (JsonNode item : answer.path("items")) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        object.setAll((ObjectNode) item);
        objects.add(object);
      }
      token = answer.at("/metadata/continue").asText("");
    } while (!token.isEmpty());
    return objects;
  }

  /** As {@link #list}, of each object only what {@code ResourceReader} reads. */
  public List<ObjectNode> listTrimmed(ObjectKind kind) throws KubeException {
    List<ObjectNode> objects = list(kind);
    objects.forEach(object -> Trim.trim(kind, object));
    return objects;
  }

  /**
   * The kinds that can be listed, each in its group's preferred version that has it.
   *
   * @param groups which groups
   */
  public List<ObjectKind> served(Predicate<String> groups) throws KubeException {
    List<ObjectKind> kinds = new ArrayList<>();
    for (JsonNode group : good(ask(() -> http.get("/apis"))).path("groups")) {
      if (groups.test(group.path("name").asText())) {
        kinds.addAll(served(group));
      }
    }
    return kinds;
  }

  private Collection<ObjectKind> served(JsonNode group) throws KubeException {
    Set<String> versions = new LinkedHashSet<>();
    versions.add(group.at("/preferredVersion/version").asText());
    group.path("versions").forEach(each -> versions.add(each.path("version").asText()));
    String name = group.path("name").asText();
    SortedMap<String, ObjectKind> kinds = new TreeMap<>();
    for (String version : versions) {
      ObjectNode served = good(ask(() -> http.get("/apis/" + name + "/" + version)));
      for (JsonNode resource : served.path("resources")) {
        String kind = resource.path("kind").asText();
        if (resource.path("verbs").toString().contains("\"list\"")) {
          kinds.putIfAbsent(kind, new ObjectKind(name, version, kind));
        }
      }
    }
    return kinds.values();
  }

  private static String encoded(String token) {
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  /** Makes an object; {@link KubeException#isConflict} when there is one of this name. */
  public ObjectNode create(ObjectNode object) throws KubeException {
    return good(
        ask(() -> {
          KindPath path = paths.of(kind(object));
          return http.ask("POST", path.in(text(object, "namespace")) + MANAGER, JSON, object);
        }));
  }

  /**
   * Replaces an object; {@link KubeException#isConflict} when it is no longer at the
   * resourceVersion that the given one has.
   */
  public ObjectNode replace(ObjectNode object) throws KubeException {
    if (text(object, "resourceVersion").isEmpty()) {
      throw new IllegalArgumentException("would replace whatever is there: no resourceVersion");
    }
    return good(
        ask(() -> {
          String path = path(kind(object), text(object, "namespace"), text(object, "name"));
          return http.ask("PUT", path + MANAGER, JSON, object);
        }));
  }

  /**
   * Makes an object what it says, by server-side apply as manager {@code isthmus}; fields that it
   * does not name stay as they are, and those that another manager has are taken over.
   */
  public ObjectNode apply(ObjectNode object) throws KubeException {
    return good(
        ask(() -> {
          String path = path(kind(object), text(object, "namespace"), text(object, "name"));
          return http.ask("PATCH", path + MANAGER + "&force=true", APPLY, object);
        }));
  }

  /** Deletes the object of this uid; it may have gone before. */
  public void delete(ObjectNode object) throws KubeException {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("propagationPolicy", "Background");
    options.putObject("preconditions").put("uid", text(object, "uid"));
    Answer answer =
        ask(() ->
            http.ask(
                "DELETE",
                path(kind(object), text(object, "namespace"), text(object, "name")),
                JSON,
                options));
    if (answer.code() != 404) {
      var _ = good(answer);
    }
  }

  /** The uid of namespace {@code kube-system}: the cluster's identity. */
  public String clusterUid() throws KubeException {
    return find(ObjectKind.NAMESPACE, "", "kube-system")
        .map(namespace -> text(namespace, "uid"))
        .orElseThrow(() -> new KubeException(404, context + " has no namespace kube-system"));
  }

  /** Where it is, for messages. */
  public KubeContext context() {
    return context;
  }

  /** The kind that an object says it is of. */
  public static ObjectKind kind(ObjectNode object) {
    return ObjectKind.of(object.path("apiVersion").asText(), object.path("kind").asText());
  }

  private static String text(ObjectNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }

  private String path(ObjectKind kind, String namespace, String name)
      throws LossException, IOException, InterruptedException {
    return paths.of(kind).of(new ObjectKey("", namespace, name));
  }

  /** One request, with what it needs before. */
  private interface Request {
    Answer send() throws LossException, IOException, InterruptedException;
  }

  private Answer ask(Request request) throws KubeException {
    try {
      return request.send();
    } catch (LossException e) {
      throw unknownKind(e);
    } catch (InterruptedException | InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw new KubeException(0, context + ": interrupted");
    } catch (IOException e) {
      throw new KubeException(
          0, "%s does not answer (%s): %s".formatted(context, context.server(), KubeHttp.words(e)));
    }
  }

  private KubeException unknownKind(LossException loss) {
    int code =
        switch (loss.why()) {
          case FORBIDDEN -> 403;
          case NOT_SERVED -> 404;
          case UNREACHABLE, INCOMPLETE -> 0;
        };
    return new KubeException(code, context + ": " + loss.detail());
  }

  private ObjectNode good(Answer answer) throws KubeException {
    if (answer.isGood() && answer.body() instanceof ObjectNode object) {
      return object;
    }
    if (answer.isGood()) {
      throw new KubeException(0, context + ": the answer was cut off");
    }
    throw new KubeException(answer.code(), context + ": " + answer.message());
  }

  @Override
  public void close() {
    http.close();
  }
}
