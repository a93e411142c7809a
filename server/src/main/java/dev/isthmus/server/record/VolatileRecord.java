package dev.isthmus.server.record;

import dev.isthmus.api.port.Authority;
import dev.isthmus.server.Memory;

/** A record in memory. */
final class VolatileRecord implements ServerRecord {
  private Memory memory = Memory.NONE;

  @Override
  public synchronized Memory read() {
    return memory;
  }

  @Override
  public synchronized void keep(Authority authority) {
    memory = memory.with(authority);
  }

  @Override
  public synchronized void write(Memory newer) {
    boolean higher = newer.authority().compareTo(memory.authority()) > 0;
    memory = newer.with(higher ? newer.authority() : memory.authority());
  }
}
