package dev.isthmus.cli.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.store.SecretData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** In Secret {@code isthmus-agent} of the agent's own cluster. */
record SecretCredentials(KubeObjects cluster, String namespace) implements CredentialStore {
  private static final String SECRET = "isthmus-agent";

  @Override
  public Optional<AgentCredential> read() throws IOException {
    Optional<ObjectNode> secret = cluster.find(SecretData.SECRET, namespace, SECRET);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          AgentCredential.of(
              SecretData.text(secret.get(), AgentCredential.KEY),
              SecretData.text(secret.get(), AgentCredential.CHAIN),
              SecretData.text(secret.get(), AgentCredential.TOKEN)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          where()
              + " is broken ("
              + e.getMessage()
              + "): delete it, and register the cluster again",
          e);
    }
  }

  @Override
  public void write(AgentCredential credential) throws IOException {
    ObjectNode fresh =
        SecretData.secret(
            namespace,
            SECRET,
            Map.of(
                AgentCredential.KEY, bytes(credential.credential().keyPem()),
                AgentCredential.CHAIN, bytes(credential.credential().chainPem()),
                AgentCredential.TOKEN, bytes(credential.token())));
    Optional<ObjectNode> former = cluster.find(SecretData.SECRET, namespace, SECRET);
    if (former.isPresent()) {
      ObjectNode next = former.get().deepCopy();
      next.set("data", fresh.get("data"));
      cluster.replace(next);
    } else {
      cluster.create(fresh);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String where() {
    return cluster.context() + ": Secret " + namespace + "/" + SECRET;
  }
}
