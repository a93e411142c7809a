package dev.isthmus.server.store;

import static dev.isthmus.server.store.SecretData.utf8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.identity.EnrolmentState;
import dev.isthmus.identity.EnrolmentStore;
import dev.isthmus.identity.EnrolmentText;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of enrolment in Secret {@code isthmus-enrolments} of the management cluster: servers
 * and commands change it by compare-and-set over its resourceVersion. Thread-safe. What fails is an
 * {@link UncheckedIOException}.
 */
public final class KubeEnrolmentStore implements EnrolmentStore {
  /** The Secret's name. */
  public static final String SECRET = "isthmus-enrolments";

  /** How old a state may be that says whether a certificate is good. */
  static final Duration RECENT = Duration.ofSeconds(2);

  private static final String ENTRY = "enrolments";

  private final KubeObjects cluster;
  private final String namespace;
  private final LongSupplier nanos;
  private volatile @Nullable Seen last;

  /** A state, the Secret that holds it (null: none is there yet), and when it was read. */
  private record Seen(EnrolmentState state, @Nullable ObjectNode secret, long at) {}

  /**
   * The store of a management cluster.
   *
   * @param nanos tells time that passes, such as {@link System#nanoTime}
   */
  public KubeEnrolmentStore(KubeObjects cluster, String namespace, LongSupplier nanos) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.nanos = nanos;
  }

  @Override
  public EnrolmentState read() {
    try {
      return fetch().state();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public EnrolmentState recent() {
    Seen known = last;
    if (known == null) {
      return read();
    }
    if (nanos.getAsLong() - known.at() < RECENT.toNanos()) {
      return known.state();
    }
    try {
      return fetch().state();
    } catch (IOException e) {
      // The last that is known of who is revoked; and it is asked again soon.
      return known.state();
    }
  }

  private Seen fetch() throws KubeException, StoreException {
    long now = nanos.getAsLong();
    Optional<ObjectNode> secret = cluster.find(SecretData.SECRET, namespace, SECRET);
    Seen seen =
        secret.isEmpty()
            ? new Seen(EnrolmentState.EMPTY, null, now)
            : new Seen(state(secret.get()), secret.get(), now);
    last = seen;
    return seen;
  }

  private EnrolmentState state(ObjectNode secret) throws StoreException {
    try {
      return EnrolmentText.read(SecretData.text(secret, ENTRY));
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "%s: Secret %s/%s is broken: %s. It is left as it is, for it says who is revoked. Put it back from a backup, or delete it: agents keep their certificates then, and revocations are forgotten."
              .formatted(cluster.context(), namespace, SECRET, e.getMessage()),
          e);
    }
  }

  @Override
  public boolean replace(EnrolmentState read, EnrolmentState next) {
    Seen known = last;
    if (known == null || !known.state().equals(read)) {
      return false;
    }
    String text = EnrolmentText.write(next);
    try {
      ObjectNode stored = write(known.secret(), text);
      last = new Seen(next, stored, nanos.getAsLong());
      return true;
    } catch (KubeException e) {
      boolean faster = e.isConflict() || (known.secret() != null && e.isNotFound());
      return !faster && wasDone(e, text);
    }
  }

  private ObjectNode write(@Nullable ObjectNode secret, String text) throws KubeException {
    if (secret == null) {
      return cluster.create(SecretData.secret(namespace, SECRET, Map.of(ENTRY, utf8(text))));
    }
    ObjectNode changed = secret.deepCopy();
    SecretData.put(changed, ENTRY, utf8(text));
    return cluster.replace(changed);
  }

  /** After an answer that got lost: whether it was done all the same. */
  private boolean wasDone(KubeException failure, String text) {
    try {
      if (EnrolmentText.write(fetch().state()).equals(text)) {
        return true;
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    throw new UncheckedIOException(failure);
  }
}
