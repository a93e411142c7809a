package dev.isthmus.envoy.istiod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A Kubernetes API server on this machine, with a token. Its certificate is not looked at. */
final class ApiServer {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client;
  private final String url;
  private final String token;

  private ApiServer(String url, String token) {
    this.url = url;
    this.token = token;
    client = HttpClient.newBuilder().sslContext(trustingAll()).build();
  }

  /** The server of a kubeconfig's only context. */
  static ApiServer of(Path kubeconfig) throws IOException {
    JsonNode config = new YAMLMapper().readTree(kubeconfig.toFile());
    return new ApiServer(
        config.at("/clusters/0/cluster/server").asText(),
        config.at("/users/0/user/token").asText());
  }

  /** All objects of a kind, in full. */
  List<ObjectNode> list(ApiKind kind) {
    List<ObjectNode> result = new ArrayList<>();
    for (JsonNode item : expect(200, request(kind.path("", "")).GET()).path("items")) {
      ObjectNode object = (ObjectNode) item;
      object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
      result.add(object);
    }
    return result;
  }

  /** Makes an object, with its status. */
  void create(ApiKind kind, ObjectNode object) {
    String namespace = object.at("/metadata/namespace").asText();
    ObjectNode versioned = object.deepCopy().put("apiVersion", kind.apiVersion());
    JsonNode made =
        expect(
            201,
            request(kind.path(namespace, "")).POST(BodyPublishers.ofString(versioned.toString())));
    if (object.has("status") && kind.hasStatus()) {
      ObjectNode with = made.deepCopy();
      with.set("status", object.get("status"));
      String path = kind.path(namespace, object.at("/metadata/name").asText()) + "/status";
      expect(200, request(path).PUT(BodyPublishers.ofString(with.toString())));
    }
  }

  /** Deletes an object. */
  void delete(ApiKind kind, ObjectNode object) {
    String name = object.at("/metadata/name").asText();
    expect(200, request(kind.path(object.at("/metadata/namespace").asText(), name)).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private JsonNode expect(int status, HttpRequest.Builder request) {
    HttpRequest built = request.build();
    try {
      HttpResponse<String> answer = client.send(built, BodyHandlers.ofString());
      if (answer.statusCode() != status) {
        throw new IllegalStateException(
            built.method() + " " + built.uri() + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(built.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(built.toString(), e);
    }
  }

  private static SSLContext trustingAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustingAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
