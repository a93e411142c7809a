package dev.isthmus.identity;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that say whose it is.
 *
 * @param key the private key
 * @param chain its certificate, then those that vouch for it, without the root
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {
  /**
   * Takes both as they are.
   *
   * @throws IllegalArgumentException when there is no certificate
   */
  public Credential {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a key without a certificate is nobody's");
    }
  }

  /**
   * What {@link #keyPem} and {@link #chainPem} gave. Whether the key is the certificate's is
   * checked where it is used.
   *
   * @throws GeneralSecurityException when one of them is no such text
   */
  public static Credential ofPem(String keyPem, String chainPem) throws GeneralSecurityException {
    List<X509Certificate> chain = Pem.certificates(chainPem);
    if (chain.isEmpty()) {
      throw new CertificateException("no certificate");
    }
    return new Credential(Pem.privateKey(keyPem), chain);
  }

  /** The certificate of the key itself. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The certificates as PEM, the key's own first. */
  public String chainPem() {
    return Pem.ofCertificates(chain);
  }

  /** The key as PEM (PKCS #8). */
  public String keyPem() {
    return Pem.of(key);
  }

  /** Tells the certificate, never the key. */
  @Override
  public String toString() {
    return "Credential[" + certificate().getSubjectX500Principal() + "]";
  }
}
