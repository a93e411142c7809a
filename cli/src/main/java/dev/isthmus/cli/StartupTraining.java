package dev.isthmus.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * Runs typical commands once, so that the JVM's AOT cache holds what a command needs to start:
 * {@code ./isthmus} calls it after a build. It prints nothing.
 */
final class StartupTraining {

  private static final List<List<String>> COMMANDS =
      List.of(List.of("--version"), List.of("--help"));

  private StartupTraining() {}

  public static void main(String[] args) {
    for (List<String> command : COMMANDS) {
      Isthmus.commandLine()
          .setOut(new PrintWriter(Writer.nullWriter()))
          .setErr(new PrintWriter(Writer.nullWriter()))
          .execute(command.toArray(String[]::new));
    }
    System.exit(0); // as the program ends: what that loads belongs into the cache too
  }
}
