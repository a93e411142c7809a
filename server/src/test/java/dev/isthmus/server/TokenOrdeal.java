package dev.isthmus.server;

import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.identity.EnrolmentStore;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.Keys;
import dev.isthmus.identity.SigningRequest;
import java.time.Instant;
import java.util.function.Consumer;

/** A token is used twice: the second time it is refused because it was used. */
final class TokenOrdeal implements Consumer<String> {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Made by name, by the loader of changed classes. */
  TokenOrdeal() {}

  @Override
  public void accept(String cluster) {
    CertificateAuthority root =
        CertificateAuthority.createRoot("root", Enrolments.ROOT_LIFE, () -> NOW);
    Enrolments enrolments = new Enrolments(root, "prod", EnrolmentStore.inMemory(), () -> NOW);
    byte[] request = SigningRequest.make(Keys.generate());
    String token;
    try {
      token = enrolments.newToken(cluster, /* again= */ false);
      enrolments.enrol(token, request);
    } catch (EnrolmentRefused e) {
      throw new IllegalStateException(e);
    }
    try {
      enrolments.enrol(token, request);
    } catch (EnrolmentRefused e) {
      if (e.reason() == EnrolmentRefused.Reason.TOKEN_USED) {
        return;
      }
    }
    throw new AssertionError("the token counts as unused");
  }
}
