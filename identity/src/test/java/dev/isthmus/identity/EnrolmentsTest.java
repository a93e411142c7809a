package dev.isthmus.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isthmus.identity.EnrolmentRefused.Reason;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class EnrolmentsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00.7Z"));
  private final CertificateAuthority authority =
      CertificateAuthority.createRoot("relay", Enrolments.ROOT_LIFE, now::get);
  private final EnrolmentStore store = EnrolmentStore.inMemory();
  private final Enrolments enrolments = new Enrolments(authority, "prod", store, now::get);
  private final KeyPair keys = Keys.generate();
  private final byte[] request = SigningRequest.make(keys);

  @Test
  void aTokenGivesACertificateForItsNameWhateverTheRequestSays() throws Exception {
    byte[] greedy = SigningRequest.make(keys, "CN=cluster2");

    X509Certificate certificate =
        enrolments.enrol(enrolments.newToken("cluster1", false), greedy).getFirst();

    assertThat(PeerId.of(certificate)).isEqualTo(new PeerId.Agent("prod", "cluster1"));
    assertThat(certificate.getSubjectX500Principal().getName()).isEmpty();
    assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
    assertThat(certificate.getNotAfter().toInstant())
        .isBetween(
            now.get().plus(Enrolments.LIFE).minusSeconds(1), now.get().plus(Enrolments.LIFE));
    assertThat(enrolments.check(certificate).cluster()).isEqualTo("cluster1");
  }

  @Test
  void aTokenIsOfOneUseAndShortLife() throws Exception {
    String used = enrolments.newToken("cluster1", false);
    enrolments.enrol(used, request);
    String late = enrolments.newToken("cluster2", false);
    pass(Enrolments.TOKEN_LIFE);

    assertRefused(Reason.TOKEN_USED, () -> enrolments.enrol(used, request));
    assertRefused(Reason.TOKEN_EXPIRED, () -> enrolments.enrol(late, request));
    assertRefused(Reason.TOKEN_UNKNOWN, () -> enrolments.enrol("nonsense", request));
  }

  @Test
  void theSecretOfATokenCountsAndIsNotKept() throws Exception {
    String token = enrolments.newToken("cluster1", false);
    String other = enrolments.newToken("cluster1", false);
    String mixed =
        token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

    assertRefused(Reason.TOKEN_UNKNOWN, () -> enrolments.enrol(mixed, request));
    assertThat(EnrolmentText.write(store.read()))
        .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    enrolments.enrol(token, request);
  }

  @Test
  void aNameWithALiveCertificateIsNotEnrolledUnlessAskedExplicitly() throws Exception {
    String second = enrolments.newToken("cluster1", false);
    X509Certificate first =
        enrolments.enrol(enrolments.newToken("cluster1", false), request).getFirst();

    assertRefused(Reason.NAME_LIVE, () -> enrolments.enrol(second, request));
    assertRefused(Reason.NAME_LIVE, () -> enrolments.newToken("cluster1", false));
    String again = enrolments.newToken("cluster1", true);
    assertThat(enrolments.check(first)).as("until the token is used").isNotNull();
    X509Certificate replacing = enrolments.enrol(again, request).getFirst();
    assertRefused(Reason.REVOKED, () -> enrolments.check(first));
    assertThat(enrolments.check(replacing).cluster()).isEqualTo("cluster1");
    pass(Enrolments.LIFE);
    assertThat(enrolments.newToken("cluster1", false)).as("no live one any more").isNotEmpty();
  }

  @Test
  void aRequestIsSignedWithItsOwnKey() throws Exception {
    String token = enrolments.newToken("cluster1", false);
    byte[] forged =
        SigningRequest.make(new KeyPair(keys.getPublic(), Keys.generate().getPrivate()));
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);

    assertRefused(Reason.BAD_REQUEST, () -> enrolments.enrol(token, forged));
    assertRefused(Reason.BAD_REQUEST, () -> enrolments.enrol(token, new byte[] {1, 2, 3}));
    assertRefused(Reason.BAD_REQUEST, () -> enrolments.enrol(token, new byte[5000]));
    assertThat(enrolments.enrol(token, request)).as("none of them used the token up").hasSize(1);
  }

  @Test
  void aCertificateIsRenewedForItsOwnNameOnly() throws Exception {
    X509Certificate first =
        enrolments.enrol(enrolments.newToken("cluster1", false), request).getFirst();
    KeyPair newKeys = Keys.generate();
    pass(Duration.ofHours(16));

    X509Certificate second =
        enrolments.renew(first, SigningRequest.make(newKeys, "CN=cluster2")).getFirst();

    assertThat(PeerId.of(second)).isEqualTo(new PeerId.Agent("prod", "cluster1"));
    assertThat(second.getPublicKey()).isEqualTo(newKeys.getPublic());
    pass(Duration.ofHours(9));
    assertRefused(Reason.EXPIRED, () -> enrolments.renew(first, request));
    assertThat(enrolments.check(second)).isNotNull();
  }

  @Test
  void revocationEndsWhatWasIssuedKnownOrNot() throws Exception {
    X509Certificate known =
        enrolments.enrol(enrolments.newToken("cluster1", false), request).getFirst();
    X509Certificate unknown =
        authority
            .certify(
                keys.getPublic(), new PeerId.Agent("prod", "cluster1").names(), Enrolments.LIFE)
            .getFirst();
    X509Certificate other =
        enrolments.enrol(enrolments.newToken("cluster2", false), request).getFirst();
    assertThat(enrolments.check(unknown)).as("a store that was restored").isNotNull();

    enrolments.revoke("cluster1");
    assertRefused(Reason.REVOKED, () -> enrolments.check(known));
    assertRefused(Reason.REVOKED, () -> enrolments.check(unknown));
    assertRefused(Reason.REVOKED, () -> enrolments.renew(known, request));
    assertThat(enrolments.check(other)).isNotNull();

    assertThat(enrolments.revoke(other.getSerialNumber())).contains("cluster2");
    assertRefused(Reason.REVOKED, () -> enrolments.check(other));
    assertThat(enrolments.revoke(other.getSerialNumber())).isEmpty();
    X509Certificate fresh =
        enrolments.enrol(enrolments.newToken("cluster1", false), request).getFirst();
    assertThat(enrolments.check(fresh)).as("in the same second").isNotNull();
  }

  @Test
  void othersCertificatesAreNoAgents() throws Exception {
    assertRefused(
        Reason.NOT_AN_AGENT, () -> enrolments.check(enrolments.serverCredential().certificate()));
    assertRefused(
        Reason.NOT_AN_AGENT,
        () ->
            enrolments.check(
                authority
                    .issue(new PeerId.Agent("test", "cluster1").names(), Enrolments.LIFE)
                    .certificate()));
    assertRefused(
        Reason.NOT_AN_AGENT,
        () ->
            enrolments.check(
                authority.issue(SubjectNames.ofHosts("a.example"), Enrolments.LIFE).certificate()));
    assertThatThrownBy(() -> enrolments.newToken("../cluster1", false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoServersWithOneStoreGiveOneCertificateForAToken() throws Exception {
    String token = enrolments.newToken("cluster1", false);
    // A store where another server uses the token between the read and the write.
    EnrolmentStore raced =
        new EnrolmentStore() {
          private boolean done;

          @Override
          public EnrolmentState read() {
            return store.read();
          }

          @Override
          public boolean replace(EnrolmentState read, EnrolmentState next) {
            if (!done) {
              done = true;
              try {
                enrolments.enrol(token, request);
              } catch (EnrolmentRefused e) {
                throw new AssertionError(e);
              }
            }
            return store.replace(read, next);
          }
        };

    assertRefused(
        Reason.TOKEN_USED,
        () -> new Enrolments(authority, "prod", raced, now::get).enrol(token, request));
  }

  @Test
  void theStateIsReadAsItWasWritten() throws Exception {
    enrolments.enrol(enrolments.newToken("cluster1", false), request);
    enrolments.newToken("cluster1", true);
    enrolments.revoke("cluster1");
    enrolments.enrol(enrolments.newToken("cluster1", false), request);
    enrolments.newToken("cluster3", false);

    assertThat(EnrolmentText.read(EnrolmentText.write(store.read()))).isEqualTo(store.read());
    assertThatThrownBy(() -> EnrolmentText.read("issued 12 cluster1 yesterday"))
        .hasMessageContaining("issued 12 cluster1 yesterday");
  }

  @Test
  void theStateDoesNotGrowWithTime() throws Exception {
    X509Certificate certificate =
        enrolments.enrol(enrolments.newToken("cluster1", false), request).getFirst();
    for (int i = 0; i < 200; i++) {
      pass(Duration.ofMinutes(i % 50));
      certificate = enrolments.renew(certificate, request).getFirst();
    }

    assertThat(store.read().issued()).hasSizeLessThanOrEqualTo(8);
    assertThat(store.read().tokens()).isEmpty();
    assertThat(enrolments.check(certificate)).isNotNull();
  }

  @Test
  void renewalIsDueAroundTwoThirds() throws Exception {
    X509Certificate certificate =
        enrolments.enrol(enrolments.newToken("cluster1", false), request).getFirst();
    Instant from = certificate.getNotBefore().toInstant();
    Random random = new Random(1);

    assertThat(IntStream.range(0, 1000).mapToObj(i -> Renewal.due(certificate, random)))
        .allMatch(due -> due.isAfter(from.plus(Duration.ofHours(13))))
        .allMatch(due -> due.isBefore(from.plus(Duration.ofHours(19))));
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    EnrolmentRefused refused = catchThrowableOfType(EnrolmentRefused.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
  }
}
