package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A cluster's API server: HTTPS on a loopback port of its own choice, with a certificate for {@code
 * localhost}. Users are known by bearer tokens.
 */
public final class SimServer implements AutoCloseable {
  static {
    // Else answers of two writes wait 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final SimCluster cluster;
  private final ServerIdentity identity;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ResourceHandler resources;

  private SimServer(SimCluster cluster, ServerIdentity identity, HttpsServer server) {
    this.cluster = cluster;
    this.identity = identity;
    this.server = server;
    this.resources = new ResourceHandler(cluster);
  }

  /**
   * Starts a server on a free port.
   *
   * @throws IOException when there is none
   */
  public static SimServer start(SimCluster cluster) throws IOException {
    return start(cluster, 0);
  }

  /**
   * Starts a server again where one was.
   *
   * @param port the port; 0: a free one
   * @throws IOException when it is in use
   */
  public static SimServer start(SimCluster cluster, int port) throws IOException {
    ServerIdentity identity = ServerIdentity.shared();
    HttpsServer http =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
    SimServer server = new SimServer(cluster, identity, http);
    http.setExecutor(server.threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  public SimCluster cluster() {
    return cluster;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "https://localhost:" + port();
  }

  /** The root that vouches for the server's certificate. */
  public String rootPem() {
    return identity.rootPem();
  }

  /** Ends at once, with all connections. */
  @Override
  public void close() {
    cluster.endWatches();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange, Request.of(exchange));
      } catch (ApiFailure e) {
        if (e.retryAfterSeconds() > 0) {
          exchange.getResponseHeaders().set("Retry-After", Integer.toString(e.retryAfterSeconds()));
        }
        send(exchange, new Response(e.code(), Response.JSON, e.status()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, Request request)
      throws IOException, InterruptedException {
    Optional<Target> target = Target.of(cluster, request.path());
    String user =
        cluster
            .access()
            .user(request.token())
            .orElseThrow(() -> new ApiFailure(401, "Unauthorized", "Unauthorized"));
    ApiCall call = call(request, target, user);
    Optional<RequestFault> fault = cluster.faults().next(call);
    if (fault.isPresent()) {
      fail(exchange, () -> response(request, target, user), fault.get());
      return;
    }
    if (target.isPresent()) {
      check(call, target.get());
      if (call.verb().equals("watch")) {
        watch(exchange, request, target.get());
        return;
      }
    }
    send(exchange, response(request, target, user));
  }

  private static ApiCall call(Request request, Optional<Target> target, String user) {
    if (target.isEmpty()) {
      return new ApiCall(user, "get", "/" + String.join("/", request.path()), "", "", "", false);
    }
    Target t = target.get();
    return new ApiCall(
        user,
        ResourceHandler.verb(request, t),
        t.type().name(),
        t.namespace(),
        t.name(),
        t.subresource(),
        !request.parameter("continue").isEmpty());
  }

  private void check(ApiCall call, Target target) {
    if (cluster.access().mayNot(call.user(), call.verb(), call.resource())) {
      ResourceType type = target.type();
      String where =
          call.namespace().isEmpty()
              ? "at the cluster scope"
              : "in the namespace \"" + call.namespace() + "\"";
      String which = type.name() + (call.name().isEmpty() ? "" : " \"" + call.name() + "\"");
      throw new ApiFailure(
          403,
          "Forbidden",
          "%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
              .formatted(which, call.user(), call.verb(), type.plural(), type.group(), where));
    }
  }

  private Response response(Request request, Optional<Target> target, String user) {
    if (target.isPresent()) {
      return resources.answer(request, target.get());
    }
    Absent.refuse(request.path());
    if (Reviews.isOne(request)) {
      return new Reviews(cluster.access(), user).answer(request);
    }
    String first = request.path().isEmpty() ? "" : request.path().getFirst();
    return switch (first) {
      case "api", "apis" -> new Discovery(cluster.types()).answer(request);
      case "openapi" -> new OpenApi(cluster.types(), cluster.definitions()).answer(request.path());
      case "version" ->
          Response.ok(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("major", "1")
                  .put("minor", "32")
                  .put("gitVersion", "v1.32.0-kubesim")
                  .put("platform", "linux/amd64"));
      case "healthz", "livez", "readyz" -> new Response(200, "text/plain", TextNode.valueOf("ok"));
      default -> throw ApiFailure.noSuchPath();
    };
  }

  private void watch(HttpExchange exchange, Request request, Target target)
      throws IOException, InterruptedException {
    WatchStream stream = new WatchStream(cluster, request, target);
    stream.check();
    exchange.getResponseHeaders().set("Content-Type", Response.JSON);
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    stream.send(exchange.getResponseBody());
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    byte[] body =
        response.body().isTextual()
            ? response.body().textValue().getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : Json.write(response.body());
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.sendResponseHeaders(response.code(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void fail(HttpExchange exchange, Supplier<Response> response, RequestFault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case RequestFault.Answer answer ->
          throw new ApiFailure(
              answer.code(), "InternalError", "a fault was asked for", answer.retryAfterSeconds());
      case RequestFault.AnswerAfter answer -> {
        var _ = response.get();
        throw new ApiFailure(answer.code(), "InternalError", "a fault was asked for");
      }
      case RequestFault.Drop _ -> throw new IOException("dropped");
      case RequestFault.DropAfter _ -> {
        var _ = response.get();
        throw new IOException("dropped");
      }
      case RequestFault.Hang _ -> Thread.sleep(Duration.ofDays(1));
      case RequestFault.HangAfter _ -> {
        var _ = response.get();
        Thread.sleep(Duration.ofDays(1));
      }
      case RequestFault.Cut _ -> cut(exchange, response.get());
    }
  }

  /** Announces the whole answer, and sends half of it. */
  private static void cut(HttpExchange exchange, Response response) throws IOException {
    byte[] body = Json.write(response.body());
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.sendResponseHeaders(response.code(), body.length);
    exchange.getResponseBody().write(Arrays.copyOf(body, body.length / 2));
    exchange.getResponseBody().flush();
    throw new IOException("cut");
  }
}
