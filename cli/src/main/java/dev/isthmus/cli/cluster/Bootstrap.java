package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.server.store.Installation;
import dev.isthmus.server.store.SecretData;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Secret {@code isthmus-agent-bootstrap}: what an agent enrols with. */
final class Bootstrap {
  static final String SECRET = "isthmus-agent-bootstrap";

  private Bootstrap() {}

  static ObjectNode secret(
      String namespace, String relayAddress, Installation installation, String token) {
    return SecretData.secret(
        namespace,
        SECRET,
        Map.of(
            "relay-address", bytes(relayAddress),
            "installation", bytes(installation.name()),
            "root.crt", bytes(installation.root().rootPem()),
            "token", bytes(token)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
