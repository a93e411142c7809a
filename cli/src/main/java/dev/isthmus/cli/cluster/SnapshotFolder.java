package dev.isthmus.cli.cluster;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of one cluster in a snapshot. It is written beside, and takes its place by a rename:
 * readers see the former one, or the new one, never a part. Only a folder that a snapshot wrote,
 * and to which nobody has added a file, is replaced.
 */
final class SnapshotFolder {
  /** Lists the files of a snapshot; hidden, so that no reader takes it for objects. */
  private static final String LIST = ".isthmus-snapshot";

  private final Path folder;

  SnapshotFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Whether it may be written: nothing is there, or a snapshot and nothing else.
   *
   * @throws IOException when something else is there; the message says what
   */
  void check() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    Set<String> others = names();
    Path list = folder.resolve(LIST);
    if (Files.exists(list)) {
      Files.readAllLines(list).forEach(others::remove);
      others.remove(LIST);
    }
    if (!others.isEmpty()) {
      throw new IOException(
          "%s holds what no snapshot wrote (%s): name another folder, or move it away"
              .formatted(folder, String.join(", ", others)));
    }
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Replaces what is there; a file by its name. */
  void write(SortedMap<String, String> files) throws IOException {
    check();
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new IOException(folder + " has no folder around it");
    }
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, "." + folder.getFileName() + "-new-");
    for (var file : files.entrySet()) {
      Files.writeString(fresh.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(fresh.resolve(LIST), String.join("\n", files.keySet()) + "\n");
    readable(fresh);
    if (Files.exists(folder)) {
      Path former = Files.createTempDirectory(parent, "." + folder.getFileName() + "-old-");
      Files.move(folder, former.resolve("was"), StandardCopyOption.ATOMIC_MOVE);
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      delete(former);
    } else {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Temporary folders are for their owner alone; this one is no more temporary than others. */
  private static void readable(Path fresh) throws IOException {
    Path probe = Files.createDirectory(fresh.resolve(".probe"));
    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(probe));
    Files.delete(probe);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
