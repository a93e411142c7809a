package dev.isthmus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a command gave. */
public record Ended(int code, String out, String err) {
  private static final Path WORKSHOP =
      Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");

  /** Runs a command as a shell does; paths may stand among the words. */
  public static Ended of(Object... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Isthmus.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  /** The clusters and the users' objects as lab 11 has them after a step, below {@code env}. */
  public static void lab11(String step, Path folder) {
    Ended ended =
        of(
            "lab",
            "lab-11",
            "--no-traffic",
            "--workshop",
            WORKSHOP,
            "--until",
            step,
            "--keep",
            folder,
            "-q");
    if (ended.code() != 0) {
      throw new AssertionError(ended.toString());
    }
  }

  /** Every file below a folder: path and text. */
  static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }
}
