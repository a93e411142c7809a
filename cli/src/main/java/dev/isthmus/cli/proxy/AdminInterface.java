package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * The admin interface of an Envoy.
 *
 * @param base {@code http://127.0.0.1:15000}
 */
public record AdminInterface(String base) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MILLIS = 10_000;

  /**
   * Asks for JSON.
   *
   * @param path the path and its query
   * @throws IOException if Envoy does not answer, or not with JSON; says at which address
   */
  JsonNode json(String path) throws IOException {
    String text = text(path);
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException(base + path + " answers without JSON: is this Envoy's admin port?", e);
    }
  }

  /** Asks for text. */
  String text(String path) throws IOException {
    String url = base.replaceFirst("/+$", "") + path;
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              new URI(url.contains("://") ? url : "http://" + url).toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("it answers with status " + connection.getResponseCode());
      }
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (URISyntaxException | IllegalArgumentException | ClassCastException e) {
      throw new IOException(
          base + ": not the address of an admin interface, such as http://127.0.0.1:15000", e);
    } catch (IOException e) {
      throw new IOException(
          "cannot ask Envoy at "
              + url
              + ": "
              + e.getMessage()
              + ". Does it run, and is this its admin port? (kubectl port-forward POD 15000)",
          e);
    }
  }
}
