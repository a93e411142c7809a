package dev.isthmus.cli.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
    /** Ours and no longer wanted as it is, but not everything was read: kept. */
    KEPT,
    /** Its cluster's, namespace's or own name is none that a file may have: not written. */
    UNNAMEABLE
  }

  /** Is told before each change of the folder; throws to stop there, as a crash does. */
  interface Probe {
    void beforeChange(Path path) throws IOException;
  }

  private static final String TEMPORARY = ".isthmus-";
  private static final String TEMPORARY_END = ".tmp";

  private final Path folder;
  private final boolean force;
  private final boolean whole;
  private final Predicate<String> scope;
  private final Probe probe;
  private final Set<Path> made = new HashSet<>();

  /**
   * @param force overwrite and remove files of ours that were edited by hand
   * @param whole whether everything could be read; where not, what is wanted may lack something:
   *     new files are written, those that are there are neither changed nor removed
   * @param scope which paths this run is about; others of ours stay as they are
   */
  public FolderWriter(Path folder, boolean force, boolean whole, Predicate<String> scope) {
    this(folder, force, whole, scope, _ -> {});
  }

  FolderWriter(Path folder, boolean force, boolean whole, Predicate<String> scope, Probe probe) {
    this.probe = probe;
    this.folder = folder;
    this.force = force;
    this.whole = whole;
    this.scope = scope;
  }

  /**
   * Writes the wanted files, removes those no longer wanted, and says what became of each, by path.
   *
   * @throws IOException if the folder cannot be read or written; what was done until then is
   *     recorded
   */
  public SortedMap<String, Outcome> write(SortedMap<String, byte[]> wanted) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Manifest former = Manifest.read(folder);
    removeTemporaryFiles(former);
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
      replace(Manifest.NAME, during.openBytes());
    }
    for (Map.Entry<String, Outcome> file : plan.entrySet()) {
      carryOut(file.getKey(), file.getValue(), wanted);
    }
    byte[] last = afterwards.bytes();
    byte[] listed = current(Manifest.NAME);
    if (listed == null ? !afterwards.paths().isEmpty() : !Arrays.equals(listed, last)) {
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
        plan.put(path, edited ? Outcome.EDITED : whole ? Outcome.REMOVED : Outcome.KEPT);
      }
    }
    return plan;
  }

  private Outcome outcome(Manifest former, String path, byte[] bytes) throws IOException {
    if (!Manifest.isPlain(path)) {
      return Outcome.UNNAMEABLE;
    }
    byte[] there = current(path);
    if (there == null) {
      return isInTheWay(path) ? Outcome.FOREIGN : Outcome.NEW;
    }
    if (Arrays.equals(there, bytes)) {
      return Outcome.UNCHANGED;
    }
    if (!former.lists(path)) {
      return Outcome.FOREIGN;
    }
    if (!former.wrote(path, there) && !force) {
      return Outcome.EDITED;
    }
    return whole ? Outcome.CHANGED : Outcome.KEPT;
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
      case EDITED, FOREIGN, KEPT, UNNAMEABLE -> {}
    }
  }

  /** Whether what is there is no file that could be ours: a link, a folder, a file for a folder. */
  private boolean isInTheWay(String path) {
    if (Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    for (Path parent = Path.of(path).getParent(); parent != null; parent = parent.getParent()) {
      Path there = folder.resolve(parent);
      if (Files.exists(there, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(there)) {
        return true;
      }
    }
    return false;
  }

  private void carryOut(String path, Outcome outcome, Map<String, byte[]> wanted)
      throws IOException {
    switch (outcome) {
      case NEW, CHANGED -> replace(path, wanted.getOrDefault(path, new byte[0]));
      case REMOVED -> delete(path);
      case UNCHANGED, EDITED, FOREIGN, KEPT, UNNAMEABLE -> {}
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
    if (!made.contains(parent)) {
      Files.createDirectories(parent);
      made.add(parent);
    }
    Path temporary = parent.resolve(TEMPORARY + file.getFileName() + TEMPORARY_END);
    probe.beforeChange(temporary);
    Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    probe.beforeChange(file);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What an earlier run left that was ended while it wrote. */
  private void removeTemporaryFiles(Manifest former) throws IOException {
    Set<Path> folders = new TreeSet<>(Set.of(folder));
    if (former.isOpen()) {
      former
          .paths()
          .forEach(path -> folders.add(folder.resolve(path).resolveSibling("").normalize()));
    }
    for (Path one : folders) {
      if (Files.isDirectory(one)) {
        try (DirectoryStream<Path> left =
            Files.newDirectoryStream(one, TEMPORARY + "*" + TEMPORARY_END)) {
          for (Path file : left) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }

  /** Removes a file, and the folders that it leaves empty. */
  private void delete(String path) throws IOException {
    probe.beforeChange(folder.resolve(path));
    Files.deleteIfExists(folder.resolve(path));
    for (Path parent = Path.of(path).getParent(); parent != null; parent = parent.getParent()) {
      probe.beforeChange(folder.resolve(parent));
      made.remove(folder.resolve(parent).toAbsolutePath());
      try {
        Files.deleteIfExists(folder.resolve(parent));
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }
}
