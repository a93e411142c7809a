package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code translate --watch} as a process, from its start to Ctrl-C. */
final class WatchTest {
  private static final String ROUTES = "cluster1/bookinfo-backends/routetable-reviews.yaml";

  /** What the shell sees of a process that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  @TempDir Path folder;
  private Path env;
  private Path out;
  private CommandProcess watching;

  @BeforeEach
  void watchLab11() throws IOException {
    Ended.lab11("route", folder);
    env = folder.resolve("env");
    out = folder.resolve("watched");
    watching = CommandProcess.start("translate", env, "-o", out, "--watch");
    assertThat(watching.await("watching " + env))
        .contains("cluster1   13 objects   13 new", "cluster2   11 objects   11 new");
  }

  @AfterEach
  void end() {
    watching.close();
  }

  /** In one step, as editors do it: a file that is half written would be another event. */
  private void put(String path, String text) throws IOException {
    Path written = Files.writeString(folder.resolve("edited"), text);
    Files.move(
        written,
        env.resolve(path),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a translation from nothing gives of the environment as it is now. */
  private SortedMap<String, String> fromNothing(String name) throws IOException {
    Ended.of("translate", env, "-o", folder.resolve(name));
    return Ended.files(folder.resolve(name));
  }

  @Test
  void aChangedFileIsTranslatedAgain() throws IOException {
    Files.delete(env.resolve(ROUTES));
    assertThat(watching.await("cluster2 "))
        .first()
        .asString()
        .matches("11 objects changed after \\d+ ms");
    assertThat(Ended.files(out)).isEqualTo(fromNothing("removed"));
  }

  @Test
  void newFoldersAreWatchedToo() throws IOException {
    String text = Files.readString(env.resolve(ROUTES));
    Files.delete(env.resolve(ROUTES));
    watching.await("cluster2 ");
    Files.createDirectories(env.resolve("cluster1/teams/reviews"));
    put("cluster1/teams/reviews/routes.yaml", text);
    assertThat(watching.await("cluster2 "))
        .contains("cluster1   13 objects   4 new   2 changed   7 unchanged");
    assertThat(Ended.files(out)).isEqualTo(fromNothing("moved"));
  }

  @Test
  void aBrokenFileIsToldAndKeepsWhatWasGenerated() throws IOException {
    SortedMap<String, String> before = Ended.files(out);
    String text = Files.readString(env.resolve(ROUTES));
    put(ROUTES, "a:\n\tb: 1\n");
    List<String> broken = watching.await(ROUTES + ":2:1: found a tab");
    assertThat(broken).contains("24 objects, nothing changed", "1 error, 1 warning");
    assertThat(Ended.files(out)).isEqualTo(before);
    put(ROUTES, text.replace("version: v3", "version: v2"));
    assertThat(watching.await("cluster2 ")).noneMatch(line -> line.contains("found a tab"));
    assertThat(Ended.files(out)).isEqualTo(fromNothing("mended"));
  }

  @Test
  void anInterruptEndsItAndLeavesWholeFiles() throws IOException, InterruptedException {
    SortedMap<String, String> before = Ended.files(out);
    watching.interrupt();
    Ended ended = watching.end();
    assertThat(ended.code()).isEqualTo(INTERRUPTED);
    assertThat(ended.out().lines()).last().asString().endsWith("Ctrl-C ends it");
    assertThat(Ended.files(out)).isEqualTo(before);
    assertThat(Ended.of("translate", env, "-o", out).err())
        .startsWith("24 objects, nothing changed\n");
  }
}
