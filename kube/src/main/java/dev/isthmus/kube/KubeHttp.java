package dev.isthmus.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests to one API server, with its address, TLS and account. Nothing is repeated here. */
final class KubeHttp {
  private static final JsonMapper JSON = new JsonMapper();

  private final KubernetesClient client;
  private final HttpClient http;
  private final URI base;
  private final Duration timeout;

  KubeHttp(KubernetesClient client, Duration timeout) {
    this.client = client;
    this.http = client.getHttpClient();
    this.base = URI.create(client.getMasterUrl().toString());
    this.timeout = timeout;
  }

  private HttpRequest.Builder request(String path) {
    String root = base.toString();
    String prefix = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    return http.newHttpRequestBuilder().uri(prefix + path);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws IOException when none comes
   */
  Answer get(String path) throws IOException, InterruptedException {
    return await(send(request(path).build()));
  }

  /**
   * Sends a body, and waits for the answer.
   *
   * @throws IOException when none comes: it may have been done or not
   */
  Answer ask(String method, String path, String contentType, JsonNode body)
      throws IOException, InterruptedException {
    return await(send(method, path, contentType, body));
  }

  /** Sends a body. */
  CompletableFuture<Answer> send(String method, String path, String contentType, JsonNode body) {
    return send(request(path).method(method, contentType, body.toString()).build());
  }

  private CompletableFuture<Answer> send(HttpRequest request) {
    try {
      return http.sendAsync(request, byte[].class)
          .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .thenApply(response ->
              new Answer(response.code(), retryAfter(response), parse(response.body())));
    } catch (IllegalStateException | RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new IOException("the client is closed", e));
    }
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String value = response.header("Retry-After");
    try {
      return value == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  static JsonNode parse(byte @Nullable [] body) {
    try {
      return body == null ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  static JsonNode parse(String line) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Opens a stream of lines. */
  LineStream stream(String path) throws IOException, InterruptedException {
    LineStream lines = new LineStream();
    HttpRequest request = request(path).forStreaming().build();
    var response =
        await(consume(request, lines).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS));
    lines.start(response.code(), response.body());
    return lines;
  }

  private CompletableFuture<HttpResponse<AsyncBody>> consume(HttpRequest request, LineStream lines)
      throws IOException {
    try {
      return http.consumeBytes(request, lines::accept);
    } catch (IllegalStateException | RejectedExecutionException e) {
      throw new IOException("the client is closed", e);
    }
  }

  private <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(words(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
    }
  }

  /** What went wrong, for people. */
  static String words(@Nullable Throwable failure) {
    if (failure == null) {
      return "failed";
    }
    if (failure instanceof TimeoutException) {
      return "no answer in time";
    }
    Throwable cause = failure.getCause();
    if (failure.getMessage() == null) {
      return cause == null || cause.equals(failure)
          ? failure.getClass().getSimpleName()
          : words(cause);
    }
    return failure.getMessage();
  }

  void close() {
    client.close();
  }
}
