package dev.isthmus.cli.live;

import dev.isthmus.identity.Credential;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Stores renewed certificates, and tries again until it is done: the old one ends soon. */
final class CredentialKeeper implements Consumer<Credential> {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final CredentialStore store;
  private final String token;
  private final ScheduledExecutorService timer;
  private final Consumer<String> log;
  private final AtomicReference<Credential> newest;

  /**
   * A keeper.
   *
   * @param present what is stored now
   */
  CredentialKeeper(
      CredentialStore store,
      AgentCredential present,
      ScheduledExecutorService timer,
      Consumer<String> log) {
    this.store = store;
    this.token = present.token();
    this.timer = timer;
    this.log = log;
    this.newest = new AtomicReference<>(present.credential());
  }

  /** The certificate that is used now. */
  Credential present() {
    return newest.get();
  }

  @Override
  public void accept(Credential renewed) {
    newest.set(renewed);
    timer.execute(() -> store(renewed));
  }

  private void store(Credential renewed) {
    if (!newest.get().equals(renewed)) {
      return;
    }
    try {
      store.write(new AgentCredential(renewed, token));
      log.accept(
          "The certificate was renewed; it is good until "
              + renewed.certificate().getNotAfter().toInstant()
              + ".");
    } catch (IOException e) {
      log.accept(
          "The renewed certificate could not be stored (%s; %s): tried again in %d s. Until then a restart would use the old one."
              .formatted(store.where(), e.getMessage(), PAUSE.toSeconds()));
      var _ = timer.schedule(() -> store(renewed), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
