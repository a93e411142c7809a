package dev.isthmus.identity;

/** A certificate is not given, or not accepted. The message says why, and what to do. */
public final class EnrolmentRefused extends Exception {
  /** The kinds of refusals. */
  public enum Reason {
    /** There is no such token, or its secret is another. */
    TOKEN_UNKNOWN,
    /** The token was used before. */
    TOKEN_USED,
    /** The token is too old. */
    TOKEN_EXPIRED,
    /** The name has a live certificate. */
    NAME_LIVE,
    /** The request is no request, or its sender does not hold the key. */
    BAD_REQUEST,
    /** The certificate was revoked. */
    REVOKED,
    /** The certificate is not valid yet, or not any more. */
    EXPIRED,
    /** The certificate is not one of this installation's for an agent. */
    NOT_AN_AGENT
  }

  private final Reason reason;

  EnrolmentRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Which kind of refusal it is. */
  public Reason reason() {
    return reason;
  }
}
