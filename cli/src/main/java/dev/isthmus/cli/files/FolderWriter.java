package dev.isthmus.cli.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files of a folder equal to what is wanted, and touches nothing that is not ours: a file
 * is ours when the manifest lists it, and untouched when its bytes are those that we wrote. A crash
 * at any point leaves a folder that the next run puts right.
 */
public final class FolderWriter {
  /** What became of a file. */
  public enum Outcome {
    NEW,
    CHANGED,
    UNCHANGED,
    REMOVED,
    /** Ours, but edited by hand: kept. */
    EDITED,
    /** Not ours, in the place of one of ours: kept. */
    FOREIGN,
    /** Ours and no longer wanted, but not everything was read: kept. */
    KEPT
  }

  private final Path folder;
  private final boolean force;
  private final boolean remove;
  private final Predicate<String> scope;

  /**
   * @param force overwrite and remove files of ours that were edited by hand
   * @param remove whether files of ours that are not wanted go; not when something could not be
   *     read
   * @param scope which paths this run is about; others of ours stay as they are
   */
  public FolderWriter(Path folder, boolean force, boolean remove, Predicate<String> scope) {
    this.folder = folder;
    this.force = force;
    this.remove = remove;
    this.scope = scope;
  }

  /**
   * Writes the wanted files, removes those no longer wanted, and says what became of each, by path.
   *
   * @throws IOException if the folder cannot be read or written; what was done until then is
   *     recorded
   */
  public SortedMap<String, Outcome> write(SortedMap<String, byte[]> wanted) throws IOException {
    Manifest former = Manifest.read(folder);
    SortedMap<String, Outcome> plan = plan(former, wanted);
    Manifest during = former.copy();
    Manifest afterwards = former.copy();
    plan.forEach((path, outcome) -> record(path, outcome, wanted.get(path), during, afterwards));
    for (String listed : former.paths()) {
      if (scope.test(listed) && !plan.containsKey(listed)) {
        afterwards.remove(listed);
      }
    }
    if (plan.containsValue(Outcome.NEW) || plan.containsValue(Outcome.CHANGED)) {
      replace(Manifest.NAME, during.bytes());
    }
    for (Map.Entry<String, Outcome> file : plan.entrySet()) {
      carryOut(file.getKey(), file.getValue(), wanted);
    }
    byte[] last = afterwards.bytes();
    if (!Arrays.equals(current(Manifest.NAME), last)) {
      replace(Manifest.NAME, last);
    }
    return plan;
  }

  private SortedMap<String, Outcome> plan(Manifest former, SortedMap<String, byte[]> wanted)
      throws IOException {
    SortedMap<String, Outcome> plan = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : wanted.entrySet()) {
      if (scope.test(file.getKey())) {
        plan.put(file.getKey(), outcome(former, file.getKey(), file.getValue()));
      }
    }
    for (String path : new TreeSet<>(former.paths())) {
      byte[] there = wanted.containsKey(path) || !scope.test(path) ? null : current(path);
      if (there != null) {
        boolean edited = !former.wrote(path, there) && !force;
        plan.put(path, edited ? Outcome.EDITED : remove ? Outcome.REMOVED : Outcome.KEPT);
      }
    }
    return plan;
  }

  private Outcome outcome(Manifest former, String path, byte[] bytes) throws IOException {
    byte[] there = current(path);
    if (there == null) {
      return Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)
          ? Outcome.FOREIGN
          : Outcome.NEW;
    }
    if (Arrays.equals(there, bytes)) {
      return Outcome.UNCHANGED;
    }
    if (!former.lists(path)) {
      return Outcome.FOREIGN;
    }
    return former.wrote(path, there) || force ? Outcome.CHANGED : Outcome.EDITED;
  }

  private static void record(
      String path, Outcome outcome, byte @Nullable [] bytes, Manifest during, Manifest afterwards) {
    switch (outcome) {
      case NEW, CHANGED, UNCHANGED -> {
        if (bytes != null) {
          during.add(path, bytes);
          afterwards.set(path, bytes);
        }
      }
      case REMOVED -> afterwards.remove(path);
      case EDITED, FOREIGN, KEPT -> {}
    }
  }

  private void carryOut(String path, Outcome outcome, Map<String, byte[]> wanted)
      throws IOException {
    switch (outcome) {
      case NEW, CHANGED -> replace(path, wanted.getOrDefault(path, new byte[0]));
      case REMOVED -> delete(path);
      case UNCHANGED, EDITED, FOREIGN, KEPT -> {}
    }
  }

  /** The bytes of a plain file; null where there is none. */
  private byte @Nullable [] current(String path) throws IOException {
    Path file = folder.resolve(path);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(file) : null;
  }

  /** Readers see the old bytes or the new ones, never a part. */
  private void replace(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(file + " has no folder");
    }
    try {
      Files.createDirectories(parent);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(parent + " is needed as a folder, but a file of that name is there", e);
    }
    Path temporary = Files.createTempFile(parent, ".isthmus-", ".tmp");
    try {
      Files.write(temporary, bytes);
      readableAsUsual(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Temporary files are made for their owner alone; these are for a repository. */
  private static void readableAsUsual(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** Removes a file, and the folders that it leaves empty. */
  private void delete(String path) throws IOException {
    Files.deleteIfExists(folder.resolve(path));
    for (Path parent = Path.of(path).getParent(); parent != null; parent = parent.getParent()) {
      try {
        Files.deleteIfExists(folder.resolve(parent));
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }
}
