package dev.isthmus.cli.files;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The files of an environment: YAML and JSON at any depth of a folder per cluster. Links are
 * followed, in circles too; hidden files and folders ({@code .git}) are not read.
 *
 * @param files relative to the environment, in order
 * @param findings folders and files that could not be looked at, and files that lie in no cluster's
 *     folder
 */
record EnvironmentFiles(SortedSet<Path> files, List<Finding> findings) {
  private static final int MAX_DEPTH = 64;

  /**
   * Looks for the files.
   *
   * @throws IOException if {@code root} itself is no folder that can be read
   */
  static EnvironmentFiles of(Path root) throws IOException {
    EnvironmentFiles all = walk(root, true);
    List<Finding> findings = new ArrayList<>(all.findings);
    SortedSet<Path> files = new TreeSet<>();
    for (Path file : all.files) {
      if (file.getNameCount() > 1) {
        files.add(file);
      } else {
        findings.add(beside(root.resolve(file)));
      }
    }
    return new EnvironmentFiles(files, findings);
  }

  /**
   * Looks for the files of a folder that is no environment: those directly in it count too.
   *
   * @throws IOException if {@code root} itself is no folder that can be read
   */
  static EnvironmentFiles loose(Path root) throws IOException {
    return walk(root, false);
  }

  private static EnvironmentFiles walk(Path root, boolean clustered) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      Objects.requireNonNull(entries); // it can be read; below, what cannot is a finding
    }
    var visitor = new Visitor(root, clustered);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
    return new EnvironmentFiles(visitor.files, visitor.findings);
  }

  private static Finding beside(Path file) {
    return new Finding(
        Reason.NO_EFFECT,
        FileReader.file("", file.toString()),
        "",
        "the file lies beside the clusters' folders, so it belongs to no cluster",
        "It is not read.",
        "Move it into the folder of its cluster.");
  }

  /** The name of the cluster that a file of the environment belongs to: its first folder. */
  static String cluster(Path file) {
    return file.getName(0).toString();
  }

  /** Whether a file's name says that it holds objects. */
  static boolean isConfiguration(Path file) {
    String name = file.getFileName().toString();
    return !isHidden(file)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final boolean clustered;
    private final SortedSet<Path> files = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Visitor(Path root, boolean clustered) {
      this.root = root;
      this.clustered = clustered;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped =
          !folder.equals(root) && (isHidden(folder) || Files.exists(folder.resolve(Manifest.NAME)));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) { // what it led to may have been a folder
        if (!isHidden(file)) {
          unreadable(file, "the link leads nowhere");
        }
      } else if (isConfiguration(file)) {
        if (attributes.isOther()) { // reading a pipe would wait for its writer
          unreadable(file, "neither a file nor a folder");
        } else {
          files.add(root.relativize(file));
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      if (!(problem instanceof FileSystemLoopException)) {
        unreadable(file, FileProblem.reason(problem));
      }
      return FileVisitResult.CONTINUE;
    }

    private void unreadable(Path file, String problem) {
      String cluster = clustered ? cluster(root.relativize(file)) : "";
      findings.add(FileReader.unreadable(cluster, file.toString(), "", problem));
    }
  }
}
