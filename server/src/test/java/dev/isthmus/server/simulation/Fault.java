package dev.isthmus.server.simulation;

/** What goes wrong in a simulation. */
enum Fault {
  PARTITION(Meets.AN_AGENT),
  /** The connection ends in the middle of the stream; the agent must renew before it comes back. */
  CERTIFICATE_EXPIRED(Meets.AN_AGENT),
  /** What was said on a former connection arrives after the next one has begun. */
  OLD_MESSAGES(Meets.AN_AGENT),
  AGENT_RESTART(Meets.AN_AGENT),
  SERVER_RESTART(Meets.ALL_AGENTS),
  SERVER_WITHOUT_RECORD(Meets.ALL_AGENTS),
  SERVER_RESTORED(Meets.ALL_AGENTS),
  /** A server without a record, and only some of the agents come back. */
  SOME_BACK(Meets.ALL_AGENTS),
  TWO_LEADERS(Meets.ALL_AGENTS),
  TWO_AGENTS(Meets.AN_AGENT),
  CLOCK_SKEW(Meets.AN_AGENT),
  WATCH_LOST(Meets.KINDS),
  /** A watch goes on from an old point: its last events come again, in order. */
  WATCH_REPEATS(Meets.KINDS),
  KIND_FORBIDDEN(Meets.KINDS),
  TRUNCATED_LIST(Meets.KINDS),
  CLUSTER_ROLLED_BACK(Meets.AN_AGENT),
  CLUSTER_REBUILT(Meets.AN_AGENT),
  PROOF_STRIPPED(Meets.OURS),
  PROOF_COPIED(Meets.OURS),
  /** A user's object with a proof that is none. */
  PROOF_FORGED(Meets.OURS),
  LABELS_STRIPPED(Meets.OURS),
  /** A user's object with our labels. */
  LABELS_COPIED(Meets.OURS),
  OURS_DELETED(Meets.OURS),
  OURS_EDITED(Meets.OURS),
  NAME_TAKEN(Meets.OURS),
  /** Fields of users' objects with values of other types. */
  MALFORMED(Meets.THEIRS),
  /** A workspace's exports and imports go and come while changes are under way. */
  SHARES_FLIP(Meets.SETTINGS),
  /** Objects above a size are refused, see {@link SizeLimit}. */
  TOO_LARGE(Meets.LARGE_WRITES),
  /** 409. */
  CONFLICT(Meets.WRITES),
  /** 429. */
  THROTTLED(Meets.WRITES),
  /** 5xx, not done. */
  FAILED(Meets.WRITES),
  /** A time-out, done. */
  DONE_UNKNOWN(Meets.WRITES),
  /** 403. */
  FORBIDDEN(Meets.WRITES),
  /** 422. */
  INVALID(Meets.WRITES);

  /** What a fault happens to: it meets what that does at the moment, or each of its calls. */
  enum Meets {
    AN_AGENT,
    ALL_AGENTS,
    KINDS,
    OURS,
    THEIRS,
    SETTINGS,
    WRITES,
    LARGE_WRITES
  }

  final Meets meets;

  Fault(Meets meets) {
    this.meets = meets;
  }
}
