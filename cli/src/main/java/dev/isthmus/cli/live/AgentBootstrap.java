package dev.isthmus.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.cluster.Bootstrap;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.identity.Pem;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.relay.ServerAddress;
import dev.isthmus.server.store.SecretData;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code isthmus cluster register} gives to an agent: Secret {@code isthmus-agent-bootstrap}.
 *
 * @param relayAddress where the server listens: {@code HOST:PORT}
 * @param installation the installation's name
 * @param rootPem the installation's root
 * @param token lets the agent enrol, once
 */
record AgentBootstrap(String relayAddress, String installation, String rootPem, String token) {
  /**
   * The Secret of a cluster.
   *
   * @throws IOException when there is none, or when it is broken
   */
  static AgentBootstrap of(KubeObjects cluster, String namespace) throws IOException {
    ObjectNode secret =
        cluster
            .find(SecretData.SECRET, namespace, Bootstrap.SECRET)
            .orElseThrow(() ->
                new IOException(
                    "%s has no Secret %s/%s, so this agent does not know its server: register the cluster with  isthmus cluster register, or give  --bootstrap FILE"
                        .formatted(cluster.context(), namespace, Bootstrap.SECRET)));
    return of(secret, cluster.context() + ": Secret " + namespace + "/" + Bootstrap.SECRET);
  }

  /**
   * The Secret as a manifest in a file, as {@code isthmus cluster register -o yaml} prints it;
   * other objects may stand beside it.
   *
   * @throws IOException when it is not there, or when it is broken
   */
  static AgentBootstrap of(Path file) throws IOException {
    for (JsonNode object : ObjectFile.read(file)) {
      if (object instanceof ObjectNode secret
          && secret.path("kind").asText().equals("Secret")
          && secret.at("/metadata/name").asText().equals(Bootstrap.SECRET)) {
        return of(secret, file.toString());
      }
    }
    throw new IOException(
        file
            + " holds no Secret "
            + Bootstrap.SECRET
            + ":  isthmus cluster register -o yaml  prints one");
  }

  private static AgentBootstrap of(ObjectNode secret, String where) throws IOException {
    try {
      return new AgentBootstrap(
          SecretData.text(secret, Bootstrap.ADDRESS),
          SecretData.text(secret, Bootstrap.INSTALLATION),
          SecretData.text(secret, Bootstrap.ROOT),
          SecretData.text(secret, Bootstrap.TOKEN).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          where + ": " + e.getMessage() + ". Register the cluster again for a whole one.", e);
    }
  }

  /**
   * Where the server is, and how it is known.
   *
   * @param instead another address than the one in here; null: none
   * @throws IOException when the address or the root is none
   */
  ServerAddress server(@Nullable HostAndPort instead) throws IOException {
    HostAndPort at = instead == null ? HostAndPort.parse(relayAddress) : instead;
    try {
      List<X509Certificate> roots = Pem.certificates(rootPem);
      if (roots.size() != 1) {
        throw new IOException("the bootstrap has " + roots.size() + " roots, not one");
      }
      return new ServerAddress(at.host(), at.port(), roots.getFirst(), installation);
    } catch (CertificateException e) {
      throw new IOException("the bootstrap's root is no certificate: " + e.getMessage(), e);
    }
  }

  /** Which token it is; no secret. */
  String tokenId() {
    String[] parts = token.split("\\.", -1);
    return parts.length == 3 ? parts[1] : "";
  }

  /** Tells where, never the token. */
  @Override
  public String toString() {
    return "AgentBootstrap[" + relayAddress + "]";
  }
}
