package dev.isthmus.cli.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What a process tells by HTTP: {@code /metrics}, {@code /healthz}, {@code /readyz}. */
public final class LiveHttp implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LiveHttp(HttpServer server) {
    this.server = server;
  }

  /** Says why something is not as it should be; empty: it is. */
  public interface Check extends Supplier<Optional<String>> {}

  /**
   * Listens.
   *
   * @param address where; port 0: any
   * @param fresh brings figures up to date that nothing else does
   * @param broken why the process must be started again
   * @param unready why it cannot do its work now
   * @throws IOException when the address cannot be listened at
   */
  public static LiveHttp start(
      InetSocketAddress address,
      PrometheusMeterRegistry metrics,
      Runnable fresh,
      Check broken,
      Check unready)
      throws IOException {
    HttpServer http = listen(address);
    LiveHttp server = new LiveHttp(http);
    http.setExecutor(server.threads);
    http.createContext(
        "/metrics",
        exchange -> {
          fresh.run();
          answer(exchange, 200, metrics.scrape());
        });
    http.createContext("/healthz", exchange -> answer(exchange, broken.get()));
    http.createContext("/readyz", exchange -> answer(exchange, broken.get().or(unready)));
    http.start();
    return server;
  }

  private static HttpServer listen(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new IOException(
          "--metrics: %s:%d cannot be listened at: %s"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
  }

  private static void answer(HttpExchange exchange, Optional<String> problem) throws IOException {
    answer(exchange, problem.isEmpty() ? 200 : 503, problem.orElse("ok") + "\n");
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The port that it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
