package dev.isthmus.server;

import dev.isthmus.api.port.Authority;

/** On whose word this server orders, and whether it may have been restored from a backup. */
final class Leadership {
  private final boolean hasRecord;
  private Authority authority = Authority.NONE;

  /** The highest authority that this server or one before it is known to have used. */
  private Authority recorded;

  private boolean restored;

  Leadership(Memory memory) {
    this.recorded = memory.authority();
    this.hasRecord = !memory.equals(Memory.NONE);
  }

  /** An epoch that the lease has given to no other. */
  void leads(long epoch) {
    authority = new Authority(epoch, 0);
  }

  boolean isLeading() {
    return authority.epoch() != 0;
  }

  Authority authority() {
    return authority;
  }

  /** The authority of the next orders. */
  Authority next() {
    authority = new Authority(authority.epoch(), authority.revision() + 1);
    recorded = authority;
    return authority;
  }

  /** What a next server must be above. */
  Authority highest() {
    return recorded.compareTo(authority) > 0 ? recorded : authority;
  }

  /** Whether an agent has obeyed more than this server may say. */
  boolean isBelow(Authority obeyed) {
    return obeyed.compareTo(authority) > 0;
  }

  /** Whether an agent has obeyed more than the record knows of. */
  boolean isNotRecorded(Authority obeyed) {
    return hasRecord && obeyed.compareTo(recorded) > 0;
  }

  void restored() {
    restored = true;
  }

  /** Whether nothing may be taken away until a user approves it. */
  boolean isRestored() {
    return restored;
  }

  void approve() {
    restored = false;
  }
}
