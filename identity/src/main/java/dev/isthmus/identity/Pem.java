package dev.isthmus.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keys and certificates as text (RFC 7468). */
public final class Pem {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /** Certificates, one block each, in this order. */
  public static String ofCertificates(List<X509Certificate> certificates) {
    return certificates.stream().map(Pem::of).collect(Collectors.joining());
  }

  private static String of(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("read or made by ourselves", e);
    }
  }

  /** A private key (PKCS #8). */
  public static String of(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /** What {@code of…} wrote, or any other text with such a block. */
  static String block(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(content), label);
  }

  /**
   * The private key (PKCS #8) of a text: of the kind that {@link Keys} makes.
   *
   * @throws GeneralSecurityException when the text has no such block, or is no such key
   */
  public static PrivateKey privateKey(String text) throws GeneralSecurityException {
    Matcher block = PRIVATE_KEY.matcher(text);
    if (!block.find()) {
      throw new InvalidKeySpecException("no block PRIVATE KEY");
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(block.group(1));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("the block PRIVATE KEY is not base64", e);
    }
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
  }

  /**
   * All certificates of a text.
   *
   * @throws CertificateException when the text is no list of certificates
   */
  public static List<X509Certificate> certificates(String text) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
