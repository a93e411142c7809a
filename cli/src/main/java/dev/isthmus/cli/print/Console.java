package dev.isthmus.cli.print;

import java.io.PrintWriter;

/**
 * Where a command writes: data to {@code out}, everything about it to {@code err}.
 *
 * @param colour whether colour may be used; it never carries meaning alone
 */
public record Console(PrintWriter out, PrintWriter err, Verbosity verbosity, boolean colour) {
  /** How much is said beside the data. */
  public enum Verbosity {
    QUIET,
    NORMAL,
    VERBOSE
  }

  /** Says a line to a person, unless quiet. */
  public void say(String line) {
    if (verbosity != Verbosity.QUIET) {
      err.println(line);
      err.flush();
    }
  }

  /** Says a line to a person who asked for more. */
  public void detail(String line) {
    if (verbosity == Verbosity.VERBOSE) {
      err.println(line);
      err.flush();
    }
  }

  /** Says a line whatever the verbosity: it is why the command fails. */
  public void error(String line) {
    err.println(style(Style.RED, "error: ") + line);
    err.flush();
  }

  public void print(String text) {
    out.print(text);
    out.flush();
  }

  public void line(String line) {
    out.println(line);
    out.flush();
  }

  public String style(Style style, String text) {
    return colour ? style.code + text + "\u001b[0m" : text;
  }

  /** Colours of a terminal. */
  public enum Style {
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    RED("\u001b[31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    CYAN("\u001b[36m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }
}
