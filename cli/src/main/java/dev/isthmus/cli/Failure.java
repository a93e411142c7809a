package dev.isthmus.cli;

import dev.isthmus.cli.files.FileProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command says when it cannot do its work: a line, and what to do; never a stack trace. */
final class Failure {
  /** A bug of ours, or too little memory, made an end of the command (EX_SOFTWARE of sysexits). */
  static final int BUG = 70;

  private static final String TRACE = "ISTHMUS_TRACE";

  private Failure() {}

  static int ofUsage(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + String.valueOf(problem.getMessage()).replaceFirst("^Error: ", ""));
    if (!UnmatchedArgumentException.printSuggestions(problem, err)) {
      if (command.getParent() == null) {
        command.usage(err);
      } else {
        err.println(
            "  " + command.getCommandSpec().qualifiedName() + " --help  shows how to use it");
      }
    }
    err.flush();
    return ExitCode.USAGE;
  }

  static int ofRun(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
    PrintWriter err = command.getErr();
    int code =
        switch (problem) {
          case IOException io -> unreadable(io, err);
          case UncheckedIOException io when io.getCause() != null -> unreadable(io.getCause(), err);
          case InterruptedException _ -> ExitCode.FINE;
          default -> bug(problem, command, err);
        };
    err.flush();
    return code;
  }

  private static int unreadable(IOException problem, PrintWriter err) {
    err.println("error: " + FileProblem.text(problem));
    return ExitCode.USAGE;
  }

  static int ofMemory(PrintWriter err) {
    long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
    err.println("error: the input needs more memory than the " + mebibytes + " MB that there are");
    err.println("  ISTHMUS_JAVA_OPTS=-Xmx" + 4 * mebibytes + "m isthmus ...  allows for more.");
    err.flush();
    return BUG;
  }

  private static int bug(Exception problem, CommandLine command, PrintWriter err) {
    err.println("error: isthmus failed: " + problem);
    err.println(
        "  This is a bug of isthmus. "
            + TRACE
            + "=1 "
            + command.getCommandSpec().qualifiedName()
            + " ...  shows where; please report it with that.");
    if (System.getenv(TRACE) != null) {
      problem.printStackTrace(err);
    }
    return BUG;
  }
}
