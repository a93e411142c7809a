package dev.isthmus.server.simulation;

/** What goes wrong in a simulation. */
enum Fault {
  PARTITION,
  AGENT_RESTART,
  SERVER_RESTART,
  SERVER_WITHOUT_RECORD,
  SERVER_RESTORED,
  TWO_LEADERS,
  TWO_AGENTS,
  CLOCK_SKEW,
  WATCH_LOST,
  KIND_FORBIDDEN,
  TRUNCATED_LIST,
  CLUSTER_ROLLED_BACK,
  CLUSTER_REBUILT,
  PROOF_STRIPPED,
  PROOF_COPIED,
  LABELS_STRIPPED,
  OURS_DELETED,
  OURS_EDITED,
  NAME_TAKEN,
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
