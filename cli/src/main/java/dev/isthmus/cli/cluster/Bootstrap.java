package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.server.store.Installation;
import dev.isthmus.server.store.SecretData;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Secret {@code isthmus-agent-bootstrap}: what an agent enrols with. */
public final class Bootstrap {
  /** Its name. */
  public static final String SECRET = "isthmus-agent-bootstrap";

  /** The entry that says where the server listens: {@code HOST:PORT}. */
  public static final String ADDRESS = "relay-address";

  /** The entry with the installation's name. */
  public static final String INSTALLATION = "installation";

  /** The entry with the installation's root, as PEM. */
  public static final String ROOT = "root.crt";

  /** The entry with the token, which enrols once. */
  public static final String TOKEN = "token";

  private Bootstrap() {}

  static ObjectNode secret(
      String namespace, String relayAddress, Installation installation, String token) {
    return SecretData.secret(
        namespace,
        SECRET,
        Map.of(
            ADDRESS, bytes(relayAddress),
            INSTALLATION, bytes(installation.name()),
            ROOT, bytes(installation.root().rootPem()),
            TOKEN, bytes(token)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
