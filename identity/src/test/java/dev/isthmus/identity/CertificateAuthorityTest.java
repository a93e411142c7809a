package dev.isthmus.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final SpiffeId REVIEWS =
      new SpiffeId("cluster2", "bookinfo-backends", "bookinfo-reviews");

  private final CertificateAuthority authority =
      CertificateAuthority.createRoot("a root", Duration.ofDays(365), CLOCK);

  @Test
  void aWorkloadsCertificateHasItsIdentityAndNothingElse() throws Exception {
    X509Certificate certificate =
        authority.issue(SubjectNames.of(REVIEWS), Duration.ofHours(24)).certificate();

    assertThat(certificate.getSubjectX500Principal().getName()).isEmpty();
    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactly(List.of(6, "spiffe://cluster2/ns/bookinfo-backends/sa/bookinfo-reviews"));
    assertThat(certificate.getCriticalExtensionOIDs()).as("names").contains("2.5.29.17");
    assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    assertThat(certificate.getNotBefore().toInstant()).isBefore(NOW);
  }

  @Test
  void thoseWhoTrustTheRootAcceptIt() throws Exception {
    validate(authority.issue(SubjectNames.ofHosts("*.example"), Duration.ofHours(1)), authority);
  }

  @Test
  void aServerHasHostsAndAddresses() throws Exception {
    SubjectNames names = new SubjectNames(List.of(), List.of("*.example"), List.of("127.4.0.4"));

    X509Certificate certificate = authority.issue(names, Duration.ofHours(1)).certificate();

    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "*.example"), List.of(7, "127.4.0.4"));
    assertThatThrownBy(() -> new SubjectNames(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theChainLeadsOverAnIntermediateToTheSameRoot() throws Exception {
    CertificateAuthority below = authority.createIntermediate("cluster1", Duration.ofDays(30));
    Credential leaf = below.issue(SubjectNames.of(REVIEWS), Duration.ofHours(1));

    assertThat(below.root()).isEqualTo(authority.root());
    assertThat(leaf.chain()).hasSize(2);
    validate(leaf, authority);
    CertificateAuthority tooDeep = below.createIntermediate("deeper", Duration.ofDays(1));
    Credential refused = tooDeep.issue(SubjectNames.of(REVIEWS), Duration.ofHours(1));
    assertThatThrownBy(() -> validate(refused, authority))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void anotherRootsCertificateIsRefused() {
    CertificateAuthority other =
        CertificateAuthority.createRoot("a root", Duration.ofDays(1), CLOCK);
    Credential credential = other.issue(SubjectNames.of(REVIEWS), Duration.ofHours(1));

    assertThatThrownBy(() -> validate(credential, authority))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void nothingOutlivesItsIssuer() {
    Credential credential = authority.issue(SubjectNames.of(REVIEWS), Duration.ofDays(10_000));

    assertThat(credential.certificate().getNotAfter()).isEqualTo(authority.root().getNotAfter());
  }

  @Test
  void aKeyOfAnotherIsCertifiedWithoutBeingKnown() throws Exception {
    KeyPair theirs = Keys.generate();
    List<X509Certificate> chain =
        authority.certify(theirs.getPublic(), SubjectNames.of(REVIEWS), Duration.ofHours(1));

    assertThat(chain.getFirst().getPublicKey()).isEqualTo(theirs.getPublic());
    validate(new Credential(theirs.getPrivate(), chain), authority);
  }

  @Test
  void anAuthorityGoesOnWithWhatWasStored() throws Exception {
    CertificateAuthority again =
        CertificateAuthority.of(authority.credential(), authority.root(), CLOCK);

    validate(again.issue(SubjectNames.of(REVIEWS), Duration.ofHours(1)), authority);
    Credential leaf = authority.issue(SubjectNames.of(REVIEWS), Duration.ofHours(1));
    assertThatThrownBy(() -> CertificateAuthority.of(leaf, authority.root(), CLOCK))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("no authority's");
    Credential mixedUp =
        new Credential(Keys.generate().getPrivate(), authority.credential().chain());
    assertThatThrownBy(() -> CertificateAuthority.of(mixedUp, authority.root(), CLOCK))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("not that of the certificate");
    X509Certificate stranger =
        CertificateAuthority.createRoot("a root", Duration.ofDays(1), CLOCK).root();
    assertThatThrownBy(() -> CertificateAuthority.of(authority.credential(), stranger, CLOCK))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void pemIsReadAsItWasWritten() throws Exception {
    Credential credential =
        authority
            .createIntermediate("cluster1", Duration.ofDays(30))
            .issue(SubjectNames.of(REVIEWS), Duration.ofHours(1));

    assertThat(Pem.certificates(credential.chainPem())).isEqualTo(credential.chain());
    assertThat(credential.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(Credential.ofPem(credential.keyPem(), credential.chainPem())).isEqualTo(credential);
    for (String broken : List.of("", "no PEM", credential.keyPem().replace("M", "!"))) {
      assertThatThrownBy(() -> Credential.ofPem(broken, credential.chainPem()))
          .isInstanceOf(GeneralSecurityException.class);
    }
    assertThatThrownBy(() -> Credential.ofPem(credential.keyPem(), ""))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(credential.toString()).as("no key in a log").doesNotContain("PRIVATE");
  }

  private static void validate(Credential credential, CertificateAuthority trusted)
      throws Exception {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted.root(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(credential.chain()),
            parameters);
  }
}
