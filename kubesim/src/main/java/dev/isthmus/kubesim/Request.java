package dev.isthmus.kubesim;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came; a body of protobuf as JSON.
 *
 * @param path the parts of the path
 * @param query the last value of each parameter
 */
record Request(
    String method,
    List<String> path,
    Map<String, String> query,
    String accept,
    String contentType,
    String token,
    String agent,
    String body) {

  /**
   * Reads a request.
   *
   * @throws ApiFailure when its body cannot be read
   */
  static Request of(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String contentType = header(exchange, "Content-Type").replaceFirst(";.*", "").strip();
    byte[] body = exchange.getRequestBody().readAllBytes(); // whole: else the answer may get lost
    SizeLimits.checkBody(body.length);
    boolean protobuf = contentType.equals(Protobuf.CONTENT_TYPE);
    String authorization = header(exchange, "Authorization");
    return new Request(
        exchange.getRequestMethod(),
        Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList(),
        query(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
        header(exchange, "Accept"),
        protobuf ? Response.JSON : contentType,
        authorization.startsWith("Bearer ") ? authorization.substring(7) : "",
        header(exchange, "User-Agent").replaceFirst("/.*", ""),
        protobuf ? Protobuf.read(body).toString() : new String(body, StandardCharsets.UTF_8));
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().get(name))
        .map(values -> String.join(",", values))
        .orElse("");
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String part : raw.split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A parameter; empty where it is not given. */
  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  boolean flag(String name) {
    String value = parameter(name);
    return value.equals("true") || value.equals("1");
  }

  int number(String name) {
    String value = parameter(name);
    try {
      return value.isEmpty() ? 0 : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw ApiFailure.badRequest("Invalid value for " + name + ": " + value);
    }
  }
}
