package dev.isthmus.cli.live;

import dev.isthmus.identity.Credential;
import dev.isthmus.relay.Backoff;
import dev.isthmus.relay.Enroller;
import dev.isthmus.relay.Enroller.EnrolmentFailed;
import dev.isthmus.relay.ServerAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** How an agent that starts gets its certificate: the one that it has, or one for its token. */
record Enrolment(
    CredentialStore store, AgentBootstrap bootstrap, InstantSource clock, Consumer<String> log) {

  /**
   * The agent's certificate. Waits for the server as long as it cannot be reached.
   *
   * @throws IOException when there is none to be had; the message says what to do
   */
  AgentCredential get(ServerAddress server) throws IOException, InterruptedException {
    Optional<AgentCredential> kept = store.read().filter(known -> known.isValid(clock.instant()));
    if (kept.isPresent() && kept.get().token().equals(bootstrap.tokenId())) {
      return kept.get();
    }
    try {
      AgentCredential fresh = new AgentCredential(enrol(server), bootstrap.tokenId());
      store.write(fresh);
      log.accept("This agent is enrolled; its certificate is in " + store.where() + ".");
      return fresh;
    } catch (EnrolmentFailed e) {
      if (kept.isPresent()) {
        log.accept(
            "The new token is of no use (%s): the former certificate is used."
                .formatted(e.getMessage()));
        return kept.get();
      }
      throw new IOException(
          "the server at %s:%d does not enrol this agent: %s"
              .formatted(server.host(), server.port(), e.getMessage()),
          e);
    }
  }

  private Credential enrol(ServerAddress server) throws EnrolmentFailed, InterruptedException {
    Backoff backoff = new Backoff(Backoff.FIRST, Backoff.LONGEST, ThreadLocalRandom.current());
    while (true) {
      try {
        return Enroller.enrol(server, bootstrap.token(), clock);
      } catch (EnrolmentFailed e) {
        if (e.isFinal()) {
          throw e;
        }
        log.accept(
            "The server at %s:%d cannot be reached to enrol (%s): tried again."
                .formatted(server.host(), server.port(), e.getMessage()));
        Thread.sleep(backoff.next());
      }
    }
  }
}
