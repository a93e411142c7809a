package dev.isthmus.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate before it is signed. */
final class CertificateDraft {
  private record Entry(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {}

  /** Clocks of a fleet differ a little: what is issued now is valid for those that are late. */
  static final Duration LATE_CLOCKS = Duration.ofMinutes(1);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final X500Name NOBODY = new X500Name("");

  private final PublicKey key;
  private final Instant from;
  private Instant until;
  private X500Name subject = NOBODY;
  private List<Entry> entries = List.of();

  CertificateDraft(PublicKey key, Duration validity, InstantSource clock) {
    this.key = key;
    Instant now = clock.instant();
    from = now.minus(LATE_CLOCKS);
    until = now.plus(validity);
  }

  CertificateDraft authority(String name) {
    return authority(name, new BasicConstraints(true));
  }

  CertificateDraft intermediate(String name) {
    return authority(name, new BasicConstraints(0));
  }

  private CertificateDraft authority(String name, BasicConstraints constraints) {
    subject = named(name);
    entries =
        List.of(
            new Entry(Extension.basicConstraints, true, constraints),
            new Entry(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
    return this;
  }

  CertificateDraft names(SubjectNames names) {
    GeneralName[] all =
        Stream.of(
                named(GeneralName.uniformResourceIdentifier, names.uris()),
                named(GeneralName.dNSName, names.dnsNames()),
                named(GeneralName.iPAddress, names.addresses()))
            .flatMap(it -> it)
            .toArray(GeneralName[]::new);
    KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    entries =
        List.of(
            new Entry(Extension.basicConstraints, true, new BasicConstraints(false)),
            new Entry(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)),
            new Entry(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes)),
            // Critical, since the subject is empty (RFC 5280, 4.1.2.6).
            new Entry(Extension.subjectAlternativeName, true, new GeneralNames(all)));
    return this;
  }

  private static Stream<GeneralName> named(int type, List<String> names) {
    return names.stream().map(name -> new GeneralName(type, name));
  }

  /** A certificate that outlives its issuer's is of no use after that, and refused by some. */
  CertificateDraft notBeyond(X509Certificate issuer) {
    Instant end = issuer.getNotAfter().toInstant();
    until = until.isBefore(end) ? until : end;
    return this;
  }

  X509Certificate sign(X509Certificate issuer, PrivateKey issuersKey) {
    return sign(
        X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
        issuer.getPublicKey(),
        issuersKey);
  }

  X509Certificate sign(String issuer, PublicKey issuersPublicKey, PrivateKey issuersKey) {
    return sign(named(issuer), issuersPublicKey, issuersKey);
  }

  private X509Certificate sign(X500Name issuer, PublicKey issuersPublicKey, PrivateKey issuersKey) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(127, RANDOM).setBit(0),
              Date.from(from),
              Date.from(until),
              subject,
              key);
      for (Entry entry : entries) {
        builder.addExtension(entry.type(), entry.critical(), entry.value());
      }
      var ids = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(issuersPublicKey));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(Keys.SIGNATURE).build(issuersKey)));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate of our own making", e);
    }
  }

  private static X500Name named(String name) {
    return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
  }
}
