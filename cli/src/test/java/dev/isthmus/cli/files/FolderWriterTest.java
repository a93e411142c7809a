package dev.isthmus.cli.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.cli.files.FolderWriter.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderWriterTest {
  private static final String A = "cluster1/frontends/serviceentry-a.yaml";
  private static final String B = "cluster1/backends/gateway-b.yaml";
  private static final String C = "cluster2/backends/gateway-c.yaml";

  @TempDir Path folder;

  private static SortedMap<String, byte[]> files(String... pathsAndTexts) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(UTF_8));
    }
    return files;
  }

  private Map<String, Outcome> write(String... pathsAndTexts) throws IOException {
    return new FolderWriter(folder, false, true, _ -> true).write(files(pathsAndTexts));
  }

  private Map<String, Outcome> force(String... pathsAndTexts) throws IOException {
    return new FolderWriter(folder, true, true, _ -> true).write(files(pathsAndTexts));
  }

  private Map<String, Outcome> scoped(Predicate<String> scope, String... pathsAndTexts)
      throws IOException {
    return new FolderWriter(folder, false, true, scope).write(files(pathsAndTexts));
  }

  /** Everything in the folder but the manifest: path and text. */
  private SortedMap<String, String> there() throws IOException {
    SortedMap<String, String> there = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (!path.equals(folder.resolve(Manifest.NAME))) {
          there.put(folder.relativize(path).toString(), Files.readString(path));
        }
      }
    }
    return there;
  }

  private void put(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  @Test
  void itWritesChangesAndRemovesWhatIsOurs() throws IOException {
    assertThat(write(A, "1", B, "2"))
        .containsExactly(Map.entry(B, Outcome.NEW), Map.entry(A, Outcome.NEW));
    assertThat(write(A, "1", B, "3", C, "4"))
        .containsExactly(
            Map.entry(B, Outcome.CHANGED),
            Map.entry(A, Outcome.UNCHANGED),
            Map.entry(C, Outcome.NEW));
    assertThat(write(B, "3")).containsEntry(A, Outcome.REMOVED).containsEntry(C, Outcome.REMOVED);
    assertThat(there()).containsExactly(Map.entry(B, "3"));
    assertThat(folder.resolve("cluster2")).doesNotExist();
    assertThat(folder.resolve("cluster1/frontends")).doesNotExist();
  }

  @Test
  void aSecondRunTouchesNothing() throws IOException {
    write(A, "1", B, "2");
    FileTime old = FileTime.fromMillis(1_000_000_000L);
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, old);
      }
    }
    assertThat(write(A, "1", B, "2").values()).containsOnly(Outcome.UNCHANGED);
    try (Stream<Path> paths = Files.walk(folder)) {
      assertThat(paths)
          .allSatisfy(path -> assertThat(Files.getLastModifiedTime(path)).isEqualTo(old));
    }
  }

  @Test
  void anEditedFileIsKeptUnlessForced() throws IOException {
    write(A, "1", B, "2");
    put(A, "edited");
    assertThat(write(A, "5", B, "2")).containsEntry(A, Outcome.EDITED);
    assertThat(write(B, "2")).containsEntry(A, Outcome.EDITED);
    assertThat(write(B, "2")).as("it stays ours").containsEntry(A, Outcome.EDITED);
    assertThat(there()).containsEntry(A, "edited");
    assertThat(force(A, "5", B, "2")).containsEntry(A, Outcome.CHANGED);
    put(A, "edited");
    assertThat(force(B, "2")).containsEntry(A, Outcome.REMOVED);
    assertThat(there()).containsExactly(Map.entry(B, "2"));
  }

  @Test
  void anEditThatGivesWhatIsWantedIsNoEdit() throws IOException {
    write(A, "1");
    put(A, "2");
    assertThat(write(A, "2")).containsEntry(A, Outcome.UNCHANGED);
    assertThat(write(A, "3")).containsEntry(A, Outcome.CHANGED);
  }

  @Test
  void foreignFilesAreNeverTouched() throws IOException {
    put(A, "theirs");
    put("cluster1/frontends/notes.txt", "theirs");
    put("README.md", "theirs");
    assertThat(force(A, "1", B, "2"))
        .containsEntry(A, Outcome.FOREIGN)
        .containsEntry(B, Outcome.NEW);
    assertThat(force()).containsExactly(Map.entry(B, Outcome.REMOVED));
    assertThat(there())
        .containsOnlyKeys(A, "cluster1/frontends/notes.txt", "README.md")
        .containsEntry(A, "theirs");
  }

  @Test
  void whatIsNoPlainFileIsForeign() throws IOException {
    Files.createDirectories(folder.resolve(A));
    put("outside", "theirs");
    Files.createDirectories(folder.resolve(B).getParent());
    Files.createSymbolicLink(folder.resolve(B), folder.resolve("outside"));
    put("cluster2", "a file for a folder");
    assertThat(force(A, "1", B, "2", C, "3").values()).containsOnly(Outcome.FOREIGN);
    assertThat(there()).containsEntry("outside", "theirs");
  }

  @Test
  void withoutAManifestNothingIsRemovedAndEqualFilesAreAdopted() throws IOException {
    write(A, "1", B, "2", C, "3");
    Files.delete(folder.resolve(Manifest.NAME));
    assertThat(write(A, "1", B, "changed"))
        .containsExactly(Map.entry(B, Outcome.FOREIGN), Map.entry(A, Outcome.UNCHANGED));
    assertThat(there()).containsOnlyKeys(A, B, C);
    assertThat(write()).containsExactly(Map.entry(A, Outcome.REMOVED));
  }

  @Test
  void aNarrowScopeLeavesTheRestAsItIs() throws IOException {
    write(A, "1", B, "2", C, "3");
    assertThat(scoped(path -> path.startsWith("cluster1/backends/"), C, "9"))
        .containsExactly(Map.entry(B, Outcome.REMOVED));
    assertThat(there()).containsExactly(Map.entry(A, "1"), Map.entry(C, "3"));
    assertThat(write()).as("they are still ours").hasSize(2);
    assertThat(there()).isEmpty();
  }

  @Test
  void withUnreadableInputNothingIsChangedOrRemoved() throws IOException {
    write(A, "1", B, "2");
    var writer = new FolderWriter(folder, true, false, _ -> true);
    assertThat(writer.write(files(B, "3", C, "4")))
        .containsExactly(
            Map.entry(B, Outcome.KEPT), Map.entry(A, Outcome.KEPT), Map.entry(C, Outcome.NEW));
    assertThat(there()).containsExactly(Map.entry(B, "2"), Map.entry(A, "1"), Map.entry(C, "4"));
    assertThat(write(A, "1", B, "2")).as("they are still ours").containsEntry(C, Outcome.REMOVED);
    assertThat(write(A, "1", B, "3")).containsEntry(B, Outcome.CHANGED);
    assertThat(write(B, "3")).as("it is still ours").containsEntry(A, Outcome.REMOVED);
  }

  @Test
  void aFileThatAUserDeletedIsWrittenAgain() throws IOException {
    write(A, "1");
    Files.delete(folder.resolve(A));
    assertThat(write(A, "1")).containsEntry(A, Outcome.NEW);
    Files.delete(folder.resolve(A));
    assertThat(write()).isEmpty();
  }

  @Test
  void namesThatLeadElsewhereAreNotWritten() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    var writer = new FolderWriter(inner, true, true, _ -> true);
    assertThat(
            writer
                .write(
                    files(
                        "../evil/x.yaml", "1", "c/../../x.yaml", "2", "/etc/x/y", "3", "c//y", "4"))
                .values())
        .containsOnly(Outcome.UNNAMEABLE);
    assertThat(there()).isEmpty();
  }

  @Test
  void aManifestThatListsOtherPlacesIsRefused() throws IOException {
    put("victim", "theirs");
    Path inner = Files.createDirectory(folder.resolve("inner"));
    String hash = "\"0\"";
    Files.writeString(
        inner.resolve(Manifest.NAME), "{\"version\":1,\"files\":{\"../victim\":[" + hash + "]}}");
    var writer = new FolderWriter(inner, true, true, _ -> true);
    assertThatThrownBy(() -> writer.write(files()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lists ../victim");
    assertThat(there()).containsEntry("victim", "theirs");
  }

  @Test
  void aManifestThatIsNoneIsRefused() throws IOException {
    put(Manifest.NAME, "no json");
    assertThatThrownBy(() -> write(A, "1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not JSON");
    put(Manifest.NAME, "{\"version\": 9}");
    assertThatThrownBy(() -> write(A, "1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has version 9");
    assertThat(there()).isEmpty();
  }

  /** Stops at the n-th change, as a crash does. */
  private boolean crashes(int n, SortedMap<String, byte[]> wanted) throws IOException {
    int[] left = {n};
    var writer =
        new FolderWriter(
            folder,
            false,
            true,
            _ -> true,
            _ -> {
              if (left[0]-- == 0) {
                throw new Crash();
              }
            });
    try {
      writer.write(wanted);
      return false;
    } catch (Crash e) {
      return true;
    }
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aCrashAnywhereIsPutRightByTheNextRun() throws IOException {
    for (boolean sameWish : new boolean[] {true, false}) {
      int crash = 0;
      for (boolean crashed = true; crashed; crash++) {
        write();
        put("cluster1/frontends/theirs.txt", "theirs");
        write(A, "1", B, "2", "cluster1/backends/gateway-d.yaml", "d");
        crashed = crashes(crash, files(A, "1b", C, "3", "cluster3/x/gateway-e.yaml", "e"));
        SortedMap<String, byte[]> wish =
            sameWish ? files(A, "1b", C, "3", "cluster3/x/gateway-e.yaml", "e") : files(B, "other");
        var outcomes = new FolderWriter(folder, false, true, _ -> true).write(wish);
        assertThat(outcomes.values())
            .as("crash before change %d", crash)
            .doesNotContain(Outcome.EDITED, Outcome.FOREIGN);
        SortedMap<String, String> expected = new TreeMap<>();
        wish.forEach((path, bytes) -> expected.put(path, new String(bytes, UTF_8)));
        expected.put("cluster1/frontends/theirs.txt", "theirs");
        assertThat(there()).as("crash before change %d", crash).isEqualTo(expected);
        assertThat(Files.readString(folder.resolve(Manifest.NAME))).doesNotContain("writing");
      }
      assertThat(crash).isGreaterThan(12);
    }
  }

  /** Any sequence of wishes, with a crash in every other run, ends as the last wish says. */
  @Test
  void anySequenceOfRunsEndsAsTheLastWishSays() throws IOException {
    for (long seed = 1; seed <= 60; seed++) {
      var random = new Random(seed);
      SortedMap<String, byte[]> wish = files();
      for (int run = 0; run < 8; run++) {
        wish = files();
        for (int i = random.nextInt(6); i > 0; i--) {
          String path =
              "c" + random.nextInt(2) + "/n" + random.nextInt(2) + "/f" + random.nextInt(3);
          wish.put(path, Integer.toString(random.nextInt(3)).getBytes(UTF_8));
        }
        if (random.nextBoolean()) {
          crashes(random.nextInt(20), wish);
        }
      }
      new FolderWriter(folder, false, true, _ -> true).write(wish);
      SortedMap<String, String> expected = new TreeMap<>();
      wish.forEach((path, bytes) -> expected.put(path, new String(bytes, UTF_8)));
      assertThat(there()).as("seed %d", seed).isEqualTo(expected);
    }
  }
}
