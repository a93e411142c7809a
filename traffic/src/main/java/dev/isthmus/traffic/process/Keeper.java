package dev.isthmus.traffic.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The watchdog of a lab: a shell that makes the lab's folder, waits for the end of this process,
 * however it comes, and then ends all processes with the lab's token and removes the folder. It is
 * also how a lab ends normally, so that there is one way only.
 */
public final class Keeper implements AutoCloseable {
  /** The variable in the environment of a lab's processes that holds its token. */
  static final String TOKEN = "ISTHMUS_LAB";

  /**
   * Two empty looks in a row: a process that was just being started shows its environment late.
   * Signals of the terminal reach this shell too; it must outlive them.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP PIPE
      umask 077
      folder=$(mktemp -d "$1/isthmus-lab-XXXXXXXX") || exit 1
      echo "$folder"
      read -r token
      cat >/dev/null
      empty=0 looks=0
      while [ -n "$token" ] && [ $empty -lt 2 ] && [ $looks -lt 100 ]; do
        found=$(grep -lsF "%s=$token" /proc/[0-9]*/environ)
        if [ -z "$found" ]; then empty=$((empty + 1)); else empty=0; fi
        for file in $found; do
          pid=${file#/proc/}
          kill -9 "${pid%%/environ}" 2>/dev/null
        done
        looks=$((looks + 1))
        sleep 0.03
      done
      rm -rf "$folder"
      """
          .formatted(TOKEN);

  private final Process shell;
  private final Path folder;
  private final String token;

  private Keeper(Process shell, Path folder, String token) {
    this.shell = shell;
    this.folder = folder;
    this.token = token;
  }

  /**
   * Starts the watchdog.
   *
   * @param parent where the lab's folder is made
   * @throws IOException when there is no shell, or no folder can be made
   */
  public static Keeper start(Path parent) throws IOException {
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT, "isthmus-lab-keeper", parent.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String folder =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (folder == null) {
      throw new IOException("cannot make a folder in " + parent);
    }
    String token = HexFormat.of().formatHex(SecureRandom.getSeed(16));
    OutputStream stdin = shell.getOutputStream();
    stdin.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
    stdin.flush();
    return new Keeper(shell, Path.of(folder), token);
  }

  /** The lab's folder, only for its user. */
  public Path folder() {
    return folder;
  }

  /** What marks the processes that end with the lab. */
  String token() {
    return token;
  }

  /** Ends the lab's processes, removes its folder, and returns when that is done. */
  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    boolean interrupted = false;
    while (shell.isAlive()) {
      try {
        shell.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
