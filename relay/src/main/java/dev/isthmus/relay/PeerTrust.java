package dev.isthmus.relay;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom one end trusts: who has a chain to the installation's root, valid at the clock's time, and
 * passes the check of who it is. Addresses do not count: the name is in the certificate.
 */
final class PeerTrust extends X509ExtendedTrustManager {
  /** Who the peer may be. */
  interface Check {
    void check(X509Certificate certificate) throws CertificateException;
  }

  private final X509Certificate root;
  private final InstantSource clock;
  private final Check check;

  PeerTrust(X509Certificate root, InstantSource clock, Check check) {
    this.root = root;
    this.clock = clock;
    this.check = check;
  }

  private void checkPeer(X509Certificate[] chain) throws CertificateException {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      // Revocation is the server's own list; there are no CRLs.
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain)), parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(
          "the peer's certificate does not lead to the installation's root, or is not valid now: "
              + e.getMessage(),
          e);
    }
    check.check(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkPeer(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkPeer(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkPeer(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkPeer(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    checkPeer(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    checkPeer(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {root};
  }
}
