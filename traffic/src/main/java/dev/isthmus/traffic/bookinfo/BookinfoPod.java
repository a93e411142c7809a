package dev.isthmus.traffic.bookinfo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The application of one pod: answers every request with who it is and what it heard from those
 * that it calls, as JSON; productpage as a page where a browser asks. It calls through its sidecar,
 * as its own network namespace would make it.
 */
public final class BookinfoPod implements AutoCloseable {
  static {
    // Read once, when the server's classes are loaded: answers leave at once, and idle connections
    // stay, so that no sidecar meets one that is just being closed.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "86400");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
  }

  private final BookinfoRole role;
  private final BookinfoCalls calls;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private BookinfoPod(BookinfoRole role, InetSocketAddress own, InetSocketAddress sidecar)
      throws IOException {
    this.role = role;
    calls = new BookinfoCalls(role.calls(), sidecar);
    server = HttpServer.create(own, 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Starts it.
   *
   * @param own where it listens
   * @param sidecar the HTTP proxy port of its sidecar
   * @throws IOException when the address is taken
   */
  public static BookinfoPod start(
      BookinfoRole role, InetSocketAddress own, InetSocketAddress sidecar) throws IOException {
    BookinfoPod pod = new BookinfoPod(role, own, sidecar);
    pod.server.start();
    return pod;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectNode answer = BookinfoAnswer.of(role, exchange.getRequestHeaders());
      calls.addTo(answer);
      String accept = exchange.getRequestHeaders().getFirst("Accept");
      boolean page =
          role.app().equals("productpage") && accept != null && accept.contains("text/html");
      byte[] body =
          (page ? BookinfoPage.of(answer) : answer.toPrettyString() + "\n")
              .getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", page ? "text/html; charset=utf-8" : "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    calls.close();
  }
}
