package dev.isthmus.cli.live;

import java.io.IOException;
import java.util.Optional;

/** Where an agent keeps its certificate and key. */
interface CredentialStore {
  /**
   * What is kept.
   *
   * @throws IOException when it cannot be read, or is broken
   */
  Optional<AgentCredential> read() throws IOException;

  /**
   * Keeps it in place of what was there.
   *
   * @throws IOException when that cannot be done
   */
  void write(AgentCredential credential) throws IOException;

  /** Where it is, for people. */
  String where();
}
