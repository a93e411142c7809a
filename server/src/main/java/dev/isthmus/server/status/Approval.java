package dev.isthmus.server.status;

import dev.isthmus.api.Finding;

/** The state of a user's object (API reference, 3: ApprovalState), the worst first. */
public enum Approval {
  /** It is right, but could not be applied. */
  FAILED,
  /** Something that it says is wrong, or conflicts with what was accepted earlier. */
  INVALID,
  /** It is partly wrong or partly ignored; the rest is applied. */
  WARNING,
  /** It is not yet known what comes of it. */
  PENDING,
  /** All that it says counts. */
  ACCEPTED;

  /** The worse of both. */
  Approval and(Approval other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** What a finding makes of its object. */
  static Approval of(Finding finding) {
    return switch (finding.severity()) {
      case INFO -> ACCEPTED;
      case WARNING -> WARNING;
      case ERROR -> isOurs(finding) ? FAILED : INVALID;
    };
  }

  /** Whether the object is right, and others stand in its way. */
  private static boolean isOurs(Finding finding) {
    return switch (finding.reason()) {
      case POLICY_CONFLICT,
          TRANSLATION_FAILED,
          FOREIGN_AGENT,
          NO_EAST_WEST_GATEWAY,
          NO_GATEWAY_ADDRESS,
          GATEWAY_PORT_MISSING ->
          true;
      default -> false;
    };
  }
}
