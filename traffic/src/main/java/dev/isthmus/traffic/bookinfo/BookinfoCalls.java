package dev.isthmus.traffic.bookinfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.traffic.request.HttpClients;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a pod makes for each request, one after the other, once each: what its sidecar
 * answers is what is shown.
 */
final class BookinfoCalls implements AutoCloseable {
  /** As long as Bookinfo's reviews waits for ratings. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final List<String> targets;
  private final @Nullable HttpClient client;

  BookinfoCalls(List<String> targets, InetSocketAddress sidecar) {
    this.targets = targets;
    client =
        targets.isEmpty() ? null : HttpClients.builder().proxy(ProxySelector.of(sidecar)).build();
  }

  /** Calls, and adds {@code calls}: for each service its status, and its answer or an error. */
  void addTo(ObjectNode answer) {
    if (client == null) {
      return;
    }
    ObjectNode calls = answer.putObject("calls");
    for (String target : targets) {
      URI uri = URI.create(target);
      String host = uri.getHost();
      call(client, uri, calls.putObject(host.substring(0, host.indexOf('.'))));
    }
  }

  private static void call(HttpClient client, URI uri, ObjectNode result) {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      result.put("status", response.statusCode());
      if (response.statusCode() == 200) {
        result.set("answer", MAPPER.readTree(response.body()));
      } else {
        result.put("error", response.body().strip());
      }
    } catch (JsonProcessingException e) {
      result.put("error", "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      result.put("status", 0).put("error", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result.put("status", 0).put("error", "the lab ends");
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
