package dev.isthmus.server.store;

import static dev.isthmus.server.store.SecretData.utf8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.EnrolmentStore;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.PeerId;
import dev.isthmus.identity.Pem;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What makes an installation itself: its name, its root and its key of proofs, in Secret {@code
 * isthmus-installation} of the management cluster. It is made once and never replaced: agents trust
 * this root, and without this key no generated object is known as ours.
 */
public final class Installation {
  /** The Secret's name. */
  public static final String SECRET = "isthmus-installation";

  private static final String NAME = "name";
  private static final String ROOT_CERTIFICATE = "root.crt";
  private static final String ROOT_KEY = "root.key";
  private static final String PROOFS_KEY = "proofs.key";
  private static final int PROOFS_KEY_BYTES = 32;

  private final String name;
  private final CertificateAuthority root;
  private final Ownership ownership;

  private Installation(String name, CertificateAuthority root, Ownership ownership) {
    this.name = name;
    this.root = root;
    this.ownership = ownership;
  }

  /** Its name, which is in every certificate and proof. */
  public String name() {
    return name;
  }

  /** Signs the certificates of server and agents. */
  public CertificateAuthority root() {
    return root;
  }

  /** Proves which generated objects are ours. */
  public Ownership ownership() {
    return ownership;
  }

  /** Who was enrolled in it, as the store has it. */
  public Enrolments enrolments(EnrolmentStore store, InstantSource clock) {
    return new Enrolments(root(), name(), store, clock);
  }

  /**
   * The installation of a management cluster; none when there is no Secret.
   *
   * @throws StoreException when the Secret is broken: it is left as it is
   * @throws KubeException when it cannot be read
   */
  public static Optional<Installation> find(
      KubeObjects cluster, String namespace, InstantSource clock)
      throws StoreException, KubeException {
    Optional<ObjectNode> secret = cluster.find(SecretData.SECRET, namespace, SECRET);
    return secret.isEmpty()
        ? Optional.empty()
        : Optional.of(read(cluster, namespace, secret.get(), clock));
  }

  /**
   * The installation of a management cluster; makes it when there is none. Of several that make one
   * at once, one wins, and all get that.
   *
   * @param name the name of a new one
   * @throws StoreException when the Secret is broken: it is left as it is
   * @throws KubeException when it cannot be read or written
   */
  public static Installation findOrMake(
      KubeObjects cluster, String namespace, String name, InstantSource clock)
      throws StoreException, KubeException {
    Optional<Installation> known = find(cluster, namespace, clock);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      return read(cluster, namespace, cluster.create(fresh(namespace, name, clock)), clock);
    } catch (KubeException e) {
      if (e.isConflict()) {
        return find(cluster, namespace, clock).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private static ObjectNode fresh(String namespace, String name, InstantSource clock) {
    String checked = new PeerId.Server(name).installation();
    CertificateAuthority root =
        CertificateAuthority.createRoot("isthmus " + checked, Enrolments.ROOT_LIFE, clock);
    byte[] key = new byte[PROOFS_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return SecretData.secret(
        namespace,
        SECRET,
        Map.of(
            NAME, utf8(checked),
            ROOT_CERTIFICATE, utf8(root.rootPem()),
            ROOT_KEY, utf8(root.credential().keyPem()),
            PROOFS_KEY, key));
  }

  private static Installation read(
      KubeObjects cluster, String namespace, ObjectNode secret, InstantSource clock)
      throws StoreException {
    try {
      String name = new PeerId.Server(SecretData.text(secret, NAME)).installation();
      String rootPem = SecretData.text(secret, ROOT_CERTIFICATE);
      Credential credential = Credential.ofPem(SecretData.text(secret, ROOT_KEY), rootPem);
      return new Installation(
          name,
          CertificateAuthority.of(credential, Pem.certificates(rootPem).getFirst(), clock),
          new Ownership(SecretData.bytes(secret, PROOFS_KEY), name));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new StoreException(
          "%s: Secret %s/%s is broken: %s. It is left as it is, for agents trust its root, and its key proves which objects are ours. Put it back from a backup. Without one, delete it, register every cluster anew with --again, and take over the objects with  isthmus adopt."
              .formatted(cluster.context(), namespace, SECRET, e.getMessage()),
          e);
    }
  }
}
