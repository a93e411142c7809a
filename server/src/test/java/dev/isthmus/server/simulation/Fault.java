package dev.isthmus.server.simulation;

/** What goes wrong in a simulation. */
enum Fault {
  PARTITION,
  /** The connection ends in the middle of the stream; the agent must renew before it comes back. */
  CERTIFICATE_EXPIRED,
  /** What was said on a former connection arrives after the next one has begun. */
  OLD_MESSAGES,
  AGENT_RESTART,
  SERVER_RESTART,
  SERVER_WITHOUT_RECORD,
  SERVER_RESTORED,
  /** A server without a record, and only some of the agents come back. */
  SOME_BACK,
  TWO_LEADERS,
  TWO_AGENTS,
  CLOCK_SKEW,
  WATCH_LOST,
  /** A watch goes on from an old point: its last events come again, in order. */
  WATCH_REPEATS,
  KIND_FORBIDDEN,
  TRUNCATED_LIST,
  CLUSTER_ROLLED_BACK,
  CLUSTER_REBUILT,
  PROOF_STRIPPED,
  PROOF_COPIED,
  /** A user's object with a proof that is none. */
  PROOF_FORGED,
  LABELS_STRIPPED,
  /** A user's object with our labels. */
  LABELS_COPIED,
  OURS_DELETED,
  OURS_EDITED,
  NAME_TAKEN,
  /** Fields of users' objects with values of other types. */
  MALFORMED,
  /** A workspace's exports and imports go and come while changes are under way. */
  SHARES_FLIP,
  /** 413: objects above a size are refused. */
  TOO_LARGE,
  /** 409. */
  CONFLICT,
  /** 429. */
  THROTTLED,
  /** 5xx, not done. */
  FAILED,
  /** A time-out, done. */
  DONE_UNKNOWN,
  /** 403. */
  FORBIDDEN,
  /** 422. */
  INVALID
}
