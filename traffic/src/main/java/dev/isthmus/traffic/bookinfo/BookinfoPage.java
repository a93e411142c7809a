package dev.isthmus.traffic.bookinfo;

import com.fasterxml.jackson.databind.JsonNode;

/** The productpage for a browser: who answered, and reviews' stars in their colour. */
final class BookinfoPage {
  private BookinfoPage() {}

  static String of(JsonNode answer) {
    JsonNode reviews = answer.at("/calls/reviews");
    return """
    <!doctype html>
    <title>The Comedy of Errors</title>
    <body style="font-family: sans-serif; max-width: 50em; margin: 3em auto">
    <h1>The Comedy of Errors</h1>
    <p>productpage: %s</p>
    <p>details: %s</p>
    <p>reviews: %s</p>
    %s
    """
        .formatted(
            who(answer), called(answer.at("/calls/details")), called(reviews), stars(reviews));
  }

  private static String called(JsonNode call) {
    return call.has("answer")
        ? who(call.path("answer"))
        : "<b>status " + call.path("status").asInt() + "</b> " + text(call.path("error"));
  }

  private static String who(JsonNode answer) {
    return text(answer.path("cluster")) + ", " + text(answer.path("pod"));
  }

  private static String stars(JsonNode reviews) {
    JsonNode colour = reviews.at("/answer/stars");
    return colour.isTextual()
        ? "<p style=\"font-size: 200%%; color: %s\">★★★★★</p>".formatted(text(colour))
        : "";
  }

  private static String text(JsonNode value) {
    return value.asText().replace("&", "&amp;").replace("<", "&lt;");
  }
}
