package dev.isthmus.kube;

import dev.isthmus.api.port.SourceLoss;

/** Nothing is known of a kind any more. */
final class LossException extends Exception {
  private final SourceLoss why;

  LossException(SourceLoss why, String detail) {
    super(detail, null, false, false);
    this.why = why;
  }

  /** What an answer that is no success means for what is observed. */
  static LossException of(Answer answer) {
    SourceLoss why =
        switch (answer.code()) {
          case 401, 403 -> SourceLoss.FORBIDDEN;
          case 404 -> SourceLoss.NOT_SERVED;
          case 410 -> SourceLoss.INCOMPLETE;
          default -> SourceLoss.UNREACHABLE;
        };
    return new LossException(why, answer.message());
  }

  SourceLoss why() {
    return why;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
