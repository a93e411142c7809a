package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;

/** A whole answer. */
record Response(int code, String contentType, JsonNode body) {
  static final String JSON = "application/json";

  static Response ok(JsonNode body) {
    return new Response(200, JSON, body);
  }
}
