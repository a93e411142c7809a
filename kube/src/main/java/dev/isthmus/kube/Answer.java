package dev.isthmus.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * An API server's answer.
 *
 * @param retryAfter what the header says; zero without it
 * @param body an object, or a Status; missing where it is no JSON
 */
record Answer(int code, Duration retryAfter, JsonNode body) {
  boolean isGood() {
    return code >= 200 && code < 300;
  }

  /** The message of a Status, after the code. */
  String message() {
    return code + ": " + body.path("message").asText("no message");
  }
}
