package dev.isthmus.identity;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Whether what was stored belongs together. */
final class Chains {
  private Chains() {}

  static void check(Credential authority, X509Certificate root) throws GeneralSecurityException {
    if (authority.certificate().getBasicConstraints() < 0) {
      throw new CertificateException("the certificate is no authority's: it must not sign others");
    }
    X509Certificate last = authority.certificate();
    for (X509Certificate next : authority.chain().subList(1, authority.chain().size())) {
      last.verify(next.getPublicKey());
      last = next;
    }
    if (!last.equals(root)) {
      last.verify(root.getPublicKey());
    }
    checkKey(authority);
  }

  private static void checkKey(Credential authority) throws GeneralSecurityException {
    byte[] text = {1, 2, 3};
    Signature signing = Signature.getInstance(Keys.SIGNATURE);
    signing.initSign(authority.key());
    signing.update(text);
    Signature verifying = Signature.getInstance(Keys.SIGNATURE);
    verifying.initVerify(authority.certificate().getPublicKey());
    verifying.update(text);
    if (!verifying.verify(signing.sign())) {
      throw new InvalidKeyException("the key is not that of the certificate");
    }
  }
}
