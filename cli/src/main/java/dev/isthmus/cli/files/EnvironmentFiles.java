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
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      Objects.requireNonNull(entries); // it can be read; below, what cannot is a finding
    }
    var visitor = new Visitor(root);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
    return new EnvironmentFiles(visitor.files, visitor.findings);
  }

  /** The name of the cluster that a file of the environment belongs to: its first folder. */
  static String cluster(Path file) {
    return file.getName(0).toString();
  }

  /** Whether a file's name says that it holds objects. */
  static boolean isConfiguration(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedSet<Path> files = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped =
          !folder.equals(root)
              && (folder.getFileName().toString().startsWith(".")
                  || Files.exists(folder.resolve(Manifest.NAME)));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isConfiguration(file)) {
        Path relative = root.relativize(file);
        if (relative.getNameCount() > 1) {
          files.add(relative);
        } else {
          findings.add(
              new Finding(
                  Reason.NO_EFFECT,
                  FileReader.file("", file.toString()),
                  "",
                  "the file lies beside the clusters' folders, so it belongs to no cluster",
                  "It is not read.",
                  "Move it into the folder of its cluster."));
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      if (!(problem instanceof FileSystemLoopException)) {
        Path relative = root.relativize(file);
        findings.add(
            FileReader.unreadable(
                cluster(relative), file.toString(), "", FileProblem.reason(problem)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
