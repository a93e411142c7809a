package dev.isthmus.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A request for a certificate (PKCS #10). Only its key counts: names are the server's decision. */
public final class SigningRequest {
  /** Requests for P-256 have about 300 bytes. */
  private static final int MAX_BYTES = 4096;

  private SigningRequest() {}

  /** A request for this key, signed with it, without any name; DER. */
  public static byte[] make(KeyPair keys) {
    return make(keys, "");
  }

  /** As another client might make it: with a subject. */
  static byte[] make(KeyPair keys, String subject) {
    try {
      return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
          .build(new JcaContentSignerBuilder(Keys.SIGNATURE).build(keys.getPrivate()))
          .getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a request of our own making", e);
    }
  }

  /**
   * The key of a request whose sender has proved that it holds the private one.
   *
   * @param der the request as it came
   * @throws EnrolmentRefused when it is none, when its signature is another key's, or when the key
   *     is not of the kind that we sign
   */
  public static PublicKey keyOf(byte[] der) throws EnrolmentRefused {
    if (der.length > MAX_BYTES) {
      throw refused("has more than " + MAX_BYTES + " bytes");
    }
    try {
      var request = new JcaPKCS10CertificationRequest(der);
      PublicKey key = request.getPublicKey();
      if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != 256) {
        throw refused("is for a key that is not ECDSA P-256");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw refused("is not signed with its own key");
      }
      return key;
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) {
      throw refused("cannot be read as PKCS #10");
    }
  }

  private static EnrolmentRefused refused(String what) {
    return new EnrolmentRefused(
        EnrolmentRefused.Reason.BAD_REQUEST, "the request for a certificate " + what);
  }
}
