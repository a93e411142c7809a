package dev.isthmus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The entries of a Secret. */
public final class SecretData {
  /** Secrets' kind: agents never observe it. */
  public static final ObjectKind SECRET = new ObjectKind("", "v1", "Secret");

  /** Whose objects these are, for people who look for them. */
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private SecretData() {}

  /** A new Secret with these entries. */
  public static ObjectNode secret(String namespace, String name, Map<String, byte[]> entries) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret");
    ObjectNode metadata = secret.putObject("metadata");
    metadata.put("namespace", namespace).put("name", name);
    metadata.putObject("labels").put(MANAGED_BY, "isthmus");
    secret.put("type", "Opaque");
    entries.forEach((key, value) -> put(secret, key, value));
    return secret;
  }

  static void put(ObjectNode secret, String entry, byte[] value) {
    secret.withObject("/data").put(entry, Base64.getEncoder().encodeToString(value));
  }

  /**
   * An entry.
   *
   * @throws IllegalArgumentException when it is missing or not base64; the message has its name
   */
  public static byte[] bytes(ObjectNode secret, String entry) {
    JsonNode text = secret.path("data").path(entry);
    if (!text.isTextual()) {
      throw new IllegalArgumentException("entry " + entry + " is missing");
    }
    try {
      return Base64.getDecoder().decode(text.textValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("entry " + entry + " is not base64", e);
    }
  }

  /** An entry as text; as {@link #bytes}. */
  public static String text(ObjectNode secret, String entry) {
    return new String(bytes(secret, entry), StandardCharsets.UTF_8);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
