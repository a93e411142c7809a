package dev.isthmus.identity;

import static dev.isthmus.identity.EnrolmentRefused.Reason.EXPIRED;
import static dev.isthmus.identity.EnrolmentRefused.Reason.NAME_LIVE;
import static dev.isthmus.identity.EnrolmentRefused.Reason.NOT_AN_AGENT;
import static dev.isthmus.identity.EnrolmentRefused.Reason.REVOKED;
import static dev.isthmus.identity.EnrolmentRefused.Reason.TOKEN_EXPIRED;
import static dev.isthmus.identity.EnrolmentRefused.Reason.TOKEN_UNKNOWN;
import static dev.isthmus.identity.EnrolmentRefused.Reason.TOKEN_USED;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Decides who gets a certificate of an agent, and whose is still good. All its state is in the
 * store: several servers with one store and one authority act as one. Thread-safe; it may block as
 * the store does.
 */
public final class Enrolments {
  /** How long the root of an installation lives. */
  public static final Duration ROOT_LIFE = Duration.ofDays(3650);

  /** How long certificates of agents and of the server live. */
  public static final Duration LIFE = Duration.ofHours(24);

  /** How long a token can be used. */
  public static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /** How long a used or expired token is remembered, for a better message. */
  private static final Duration TOKEN_MEMORY = Duration.ofDays(1);

  private final CertificateAuthority authority;
  private final String installation;
  private final EnrolmentStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** One change of the state: the state after it, and what it gives. */
  private record Change<T>(EnrolmentState next, T result) {}

  /** Makes a change; may be called again with a newer state. */
  private interface Step<T> {
    Change<T> on(EnrolmentState state, Instant now) throws EnrolmentRefused;
  }

  /**
   * The enrolments of an installation.
   *
   * @param authority signs for it and for nothing else
   * @param installation its name
   */
  public Enrolments(
      CertificateAuthority authority,
      String installation,
      EnrolmentStore store,
      InstantSource clock) {
    this.authority = authority;
    this.installation = installation;
    this.store = store;
    this.clock = clock;
  }

  /** Whom agents trust. */
  public X509Certificate root() {
    return authority.root();
  }

  /** The installation's name, which is in every URI. */
  public String installation() {
    return installation;
  }

  /** A new certificate of the server. */
  public Credential serverCredential() {
    return authority.issue(new PeerId.Server(installation).names(), LIFE);
  }

  /**
   * A new token for a cluster's name, valid for {@link #TOKEN_LIFE}.
   *
   * @param again whether the name may have a live certificate; using the token then revokes it
   * @throws EnrolmentRefused when the name has a live certificate, and {@code again} is not set
   * @throws IllegalArgumentException when it is no name of a cluster
   */
  public String newToken(String cluster, boolean again) throws EnrolmentRefused {
    PeerId.Agent agent = new PeerId.Agent(installation, cluster);
    return change((state, now) -> {
      checkNotLive(state, agent.cluster(), again, now);
      BootstrapToken token = BootstrapToken.random(random);
      return new Change<>(
          state.with(token.stored(cluster, now.plus(TOKEN_LIFE), again)), token.text());
    });
  }

  /**
   * Uses a token up and gives a certificate for its cluster's name.
   *
   * @param request PKCS #10, DER; nothing of it counts but its key
   * @return the chain
   */
  public List<X509Certificate> enrol(String token, byte[] request) throws EnrolmentRefused {
    PublicKey key = SigningRequest.keyOf(request);
    BootstrapToken given = BootstrapToken.parse(token).orElseThrow(Enrolments::unknownToken);
    return change((state, now) -> {
      BootstrapToken.Stored stored = usable(state, given, now);
      String cluster = stored.cluster();
      checkNotLive(state, cluster, stored.again(), now);
      EnrolmentState former = state.with(stored.asUsed());
      return issue(stored.again() ? former.withoutCluster(cluster, now) : former, cluster, key);
    });
  }

  /**
   * Gives the holder of a good certificate another one for the same name.
   *
   * @param present the certificate that the peer has proved to hold
   * @param request PKCS #10, DER; nothing of it counts but its key
   * @return the chain
   */
  public List<X509Certificate> renew(X509Certificate present, byte[] request)
      throws EnrolmentRefused {
    PublicKey key = SigningRequest.keyOf(request);
    return change((state, now) -> issue(state, check(state, present, now).cluster(), key));
  }

  /**
   * Whose agent's certificate it is. That the authority signed it was checked before.
   *
   * @throws EnrolmentRefused when it is not (or no longer) good
   */
  public PeerId.Agent check(X509Certificate certificate) throws EnrolmentRefused {
    return check(store.recent(), certificate, clock.instant());
  }

  /** Voids all certificates and tokens of a cluster's name, known or not. */
  public void revoke(String cluster) {
    changeFreely((state, now) -> new Change<>(state.withoutCluster(cluster, now), cluster));
  }

  /**
   * Voids one certificate that was issued here.
   *
   * @return the cluster that it is for; none when there is no live certificate of this serial
   */
  public Optional<String> revoke(BigInteger serial) {
    return changeFreely((state, now) -> {
      Optional<EnrolmentState.Issued> known =
          Optional.ofNullable(state.issued().get(serial.toString(16)));
      return new Change<>(
          known.map(one -> state.withRevoked(serial.toString(16), one)).orElse(state),
          known.map(EnrolmentState.Issued::cluster));
    });
  }

  private Change<List<X509Certificate>> issue(EnrolmentState state, String cluster, PublicKey key) {
    List<X509Certificate> chain =
        authority.certify(key, new PeerId.Agent(installation, cluster).names(), LIFE);
    X509Certificate own = chain.getFirst();
    return new Change<>(
        state.withIssued(
            serial(own), new EnrolmentState.Issued(cluster, own.getNotAfter().toInstant())),
        chain);
  }

  private PeerId.Agent check(EnrolmentState state, X509Certificate certificate, Instant now)
      throws EnrolmentRefused {
    PeerId.Agent agent = agentOf(certificate);
    if (now.isBefore(certificate.getNotBefore().toInstant())
        || !now.isBefore(certificate.getNotAfter().toInstant())) {
      throw new EnrolmentRefused(
          EXPIRED,
          "the certificate of cluster %s is valid from %s to %s, and it is %s here: register the cluster again, or set the clock"
              .formatted(
                  agent.cluster(),
                  certificate.getNotBefore().toInstant(),
                  certificate.getNotAfter().toInstant(),
                  now));
    }
    Instant since = certificate.getNotBefore().toInstant().plus(CertificateDraft.LATE_CLOCKS);
    if (state.isRevoked(serial(certificate), agent.cluster(), since)) {
      throw new EnrolmentRefused(
          REVOKED,
          "the certificate of cluster %s was revoked: register the cluster again"
              .formatted(agent.cluster()));
    }
    return agent;
  }

  private PeerId.Agent agentOf(X509Certificate certificate) throws EnrolmentRefused {
    try {
      if (PeerId.of(certificate) instanceof PeerId.Agent agent
          && agent.installation().equals(installation)) {
        return agent;
      }
      throw new EnrolmentRefused(
          NOT_AN_AGENT, "the certificate is not one of an agent of " + installation);
    } catch (CertificateException e) {
      throw new EnrolmentRefused(NOT_AN_AGENT, String.valueOf(e.getMessage()));
    }
  }

  private static BootstrapToken.Stored usable(
      EnrolmentState state, BootstrapToken given, Instant now) throws EnrolmentRefused {
    BootstrapToken.Stored stored = state.tokens().get(given.id());
    if (stored == null || !stored.fits(given)) {
      throw unknownToken();
    }
    if (stored.used()) {
      throw new EnrolmentRefused(
          TOKEN_USED,
          "the token for cluster %s was used before: register the cluster again for a new one"
              .formatted(stored.cluster()));
    }
    if (!now.isBefore(stored.expires())) {
      throw new EnrolmentRefused(
          TOKEN_EXPIRED,
          "the token for cluster %s expired at %s: register the cluster again for a new one"
              .formatted(stored.cluster(), stored.expires()));
    }
    return stored;
  }

  private static void checkNotLive(EnrolmentState state, String cluster, boolean again, Instant now)
      throws EnrolmentRefused {
    if (!again && state.isLive(cluster, now)) {
      throw new EnrolmentRefused(
          NAME_LIVE,
          "cluster %s has a live certificate: register it again explicitly if its agent is to be replaced"
              .formatted(cluster));
    }
  }

  private static EnrolmentRefused unknownToken() {
    return new EnrolmentRefused(
        TOKEN_UNKNOWN, "there is no such token: register the cluster for a new one");
  }

  private <T> T change(Step<T> step) throws EnrolmentRefused {
    while (true) {
      EnrolmentState read = store.read();
      Instant now = clock.instant();
      Change<T> change = step.on(read, now);
      if (store.replace(read, change.next().at(now, now.minus(TOKEN_MEMORY)))) {
        return change.result();
      }
    }
  }

  private <T> T changeFreely(Step<T> step) {
    try {
      return change(step);
    } catch (EnrolmentRefused e) {
      throw new IllegalStateException("nothing is asked of anybody", e);
    }
  }

  private static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }
}
