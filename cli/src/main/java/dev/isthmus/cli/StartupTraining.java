package dev.isthmus.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs typical commands once, so that the JVM's AOT cache holds what a command needs to start:
 * {@code ./isthmus} calls it after a build, with the project's folder as its argument. It prints
 * nothing, and what the commands find does not matter.
 */
final class StartupTraining {

  private StartupTraining() {}

  public static void main(String[] args) {
    Path workshop = Path.of(args[0], "examples", "workshop");
    for (List<String> command :
        commands(workshop.toString(), workshop.resolve("clusters").toString())) {
      Isthmus.commandLine()
          .setOut(new PrintWriter(Writer.nullWriter()))
          .setErr(new PrintWriter(Writer.nullWriter()))
          .execute(command.toArray(String[]::new));
    }
    System.exit(0); // as the program ends: what that loads belongs into the cache too
  }

  private static List<List<String>> commands(String workshop, String env) {
    return List.of(
        List.of("--version"),
        List.of("--help"),
        List.of("--no-such-option"),
        List.of("translate", env),
        List.of("find-translation", "reviews", "bookinfo-backends", "--env", env),
        List.of("diff", env, env),
        List.of("proxy-config", "all", "deploy/reviews-v1", "--env", env, "--cluster", "cluster1"),
        List.of("lab", "lab-11", "--no-traffic", "--workshop", workshop));
  }
}
