package dev.isthmus.traffic.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends requests from one place: out of a pod by its sidecar, or from outside. Thread-safe. */
public final class Visitor implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client;

  /** Whether each request has a connection of its own, as those of curl have. */
  private final boolean fresh;

  /**
   * A place to send from.
   *
   * @param sidecar the HTTP proxy port of a sidecar; null: from outside
   * @param trusted whom to trust
   */
  public Visitor(@Nullable InetSocketAddress sidecar, SSLContext trusted) {
    HttpClient.Builder builder = HttpClients.builder().sslContext(trusted);
    if (sidecar != null) {
      builder.proxy(ProxySelector.of(sidecar));
    }
    client = builder.build();
    fresh = sidecar == null;
  }

  /** Sends a request; what goes wrong is part of the result. */
  public Visit visit(URI uri) throws InterruptedException {
    long start = System.nanoTime();
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    HttpRequest request = (fresh ? builder.header("Connection", "close") : builder).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = parse(response.body());
      return new Visit(
          start,
          System.nanoTime(),
          response.statusCode(),
          answer,
          answer.isObject() ? "" : response.body().strip());
    } catch (IOException e) {
      return new Visit(start, System.nanoTime(), 0, MissingNode.getInstance(), reason(e));
    }
  }

  private static JsonNode parse(String body) {
    try {
      return body.startsWith("{") ? MAPPER.readTree(body) : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String reason(IOException problem) {
    return switch (problem) {
      case java.net.ConnectException _ -> "connection refused";
      case java.net.http.HttpTimeoutException _ -> "no answer after 15 s";
      default -> problem.getMessage() == null ? problem.toString() : problem.getMessage();
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
