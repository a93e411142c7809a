package dev.isthmus.server.record;

import dev.isthmus.api.port.Authority;
import dev.isthmus.server.Memory;
import java.io.IOException;

/**
 * Where a server's {@link Memory} is kept. One server at a time uses it; it may write on another
 * thread than it keeps.
 */
public interface ServerRecord {
  /** What was kept last; {@link Memory#NONE} if that is nothing, or cannot be read. */
  Memory read();

  /**
   * Keeps the authority: when it returns, a crash does not lose it.
   *
   * @throws IOException when that cannot be done: nothing may be ordered by this authority
   */
  void keep(Authority authority) throws IOException;

  /**
   * Keeps the rest in place of what was there, as a whole or not at all.
   *
   * @throws IOException when it cannot be done; the former stays
   */
  void write(Memory memory) throws IOException;

  /** A record that ends with the process. */
  static ServerRecord inMemory() {
    return new VolatileRecord();
  }
}
