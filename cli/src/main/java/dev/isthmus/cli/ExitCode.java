package dev.isthmus.cli;

/** What the command's exit code says. */
public final class ExitCode {
  public static final int FINE = 0;

  /**
   * A finding of severity error under {@code --strict}; a difference, for {@code diff}; a check of
   * a lab that failed.
   */
  public static final int FINDINGS = 1;

  /** Wrong usage, or input of which something could not be read; the rest was done. */
  public static final int USAGE = 2;

  /** A lab was not shown with traffic, since there is no Envoy; the rest was done. */
  public static final int NO_ENVOY = 3;

  /** A server or an agent that has ended by itself: it is to be started again. */
  public static final int ENDED = 4;

  private ExitCode() {}
}
