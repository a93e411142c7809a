package dev.isthmus.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Issues certificates in the name of a root. Its state is its credential alone: it keeps no list of
 * what it issued, so several instances with one credential act as one. Thread-safe.
 */
public final class CertificateAuthority {
  private final Credential credential;
  private final X509Certificate root;
  private final InstantSource clock;

  private CertificateAuthority(Credential credential, X509Certificate root, InstantSource clock) {
    this.credential = credential;
    this.root = root;
    this.clock = clock;
  }

  /**
   * A root with a new key.
   *
   * @param name its common name, for people who look at certificates
   * @param validity how long it is valid, from the clock's time on
   */
  public static CertificateAuthority createRoot(
      String name, Duration validity, InstantSource clock) {
    KeyPair keys = Keys.generate();
    X509Certificate root =
        new CertificateDraft(keys.getPublic(), validity, clock)
            .authority(name)
            .sign(name, keys.getPublic(), keys.getPrivate());
    return new CertificateAuthority(new Credential(keys.getPrivate(), List.of(root)), root, clock);
  }

  /**
   * An authority that was made before.
   *
   * @param credential its key; its chain ends below the root, and is the root alone for a root
   * @param root whom those trust who accept its certificates
   * @throws GeneralSecurityException when the certificate is no authority's, when the key is not
   *     its own, or when the chain does not lead to the root
   */
  public static CertificateAuthority of(
      Credential credential, X509Certificate root, InstantSource clock)
      throws GeneralSecurityException {
    Chains.check(credential, root);
    return new CertificateAuthority(credential, root, clock);
  }

  /** Whom those trust who accept this authority's certificates. */
  public X509Certificate root() {
    return root;
  }

  /** The root as PEM. */
  public String rootPem() {
    return Pem.ofCertificates(List.of(root));
  }

  /** This authority's own key and certificates: what {@link #of} takes. */
  public Credential credential() {
    return credential;
  }

  /** An authority with a new key below this one, under the same root. It has none below itself. */
  public CertificateAuthority createIntermediate(String name, Duration validity) {
    KeyPair keys = Keys.generate();
    X509Certificate own =
        sign(new CertificateDraft(keys.getPublic(), validity, clock).intermediate(name));
    return new CertificateAuthority(new Credential(keys.getPrivate(), chainOf(own)), root, clock);
  }

  /** A new key with a certificate for these names, for clients and servers. */
  public Credential issue(SubjectNames names, Duration validity) {
    KeyPair keys = Keys.generate();
    return new Credential(keys.getPrivate(), certify(keys.getPublic(), names, validity));
  }

  /**
   * The chain for a key that another holds. Whether it may have these names is the caller's
   * question.
   */
  public List<X509Certificate> certify(PublicKey key, SubjectNames names, Duration validity) {
    return chainOf(sign(new CertificateDraft(key, validity, clock).names(names)));
  }

  private X509Certificate sign(CertificateDraft draft) {
    PrivateKey key = credential.key();
    X509Certificate own = credential.certificate();
    return draft.notBeyond(own).sign(own, key);
  }

  private List<X509Certificate> chainOf(X509Certificate certificate) {
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    if (!credential.certificate().equals(root)) {
      chain.addAll(credential.chain());
    }
    return chain;
  }
}
