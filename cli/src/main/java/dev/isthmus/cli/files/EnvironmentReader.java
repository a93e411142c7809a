package dev.isthmus.cli.files;

import dev.isthmus.api.read.ResourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads an environment, and reads again only the files that are said to have changed. */
public final class EnvironmentReader {
  private final Path root;
  private final FileReader reader;
  private final SortedMap<Path, FileContent> contents = new TreeMap<>();

  public EnvironmentReader(Path root) {
    this.root = root;
    this.reader = new FileReader(root, new ResourceReader());
  }

  /**
   * Reads every file.
   *
   * @throws IOException if the folder itself cannot be read
   */
  public Environment readAll() throws IOException {
    contents.clear();
    return reread(List.of());
  }

  /**
   * Reads the files that are new, and those in {@code changed} (relative to the environment);
   * forgets those that are gone.
   *
   * @throws IOException if the folder itself cannot be read
   */
  public Environment reread(Collection<Path> changed) throws IOException {
    EnvironmentFiles found = EnvironmentFiles.of(root);
    contents.keySet().retainAll(found.files());
    contents.keySet().removeAll(changed);
    for (Path file : found.files()) {
      contents.computeIfAbsent(file, f -> reader.read(EnvironmentFiles.cluster(f), f));
    }
    return Environment.of(contents.values(), found.findings());
  }
}
