package dev.isthmus.cli.files;

import dev.isthmus.api.read.ResourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads an environment, and reads again only the files that are said to have changed. What was read
 * of a file stays where it cannot be read any more to its end.
 */
public final class EnvironmentReader {
  private final Path root;
  private final FileReader reader;
  private final SortedMap<Path, FileContent> contents = new TreeMap<>();

  public EnvironmentReader(Path root) {
    this(root, false);
  }

  /**
   * Reads an environment.
   *
   * @param wholeIstio whether Istio's objects are kept as a whole: translation needs little of them
   */
  public EnvironmentReader(Path root, boolean wholeIstio) {
    this.root = root;
    this.reader = new FileReader(root, new ResourceReader(), wholeIstio);
  }

  /**
   * Reads every file.
   *
   * @throws IOException if the folder itself cannot be read
   */
  public Environment readAll() throws IOException {
    return reread(List.copyOf(contents.keySet()));
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
    List<FileContent> read =
        found.files().parallelStream()
            .filter(file -> changed.contains(file) || !contents.containsKey(file))
            .map(file -> reader.read(EnvironmentFiles.cluster(file), file))
            .toList();
    for (FileContent content : read) {
      contents.merge(
          content.path(), content, (former, now) -> now.whole() ? now : now.keeping(former));
    }
    return Environment.of(contents.values(), found.findings());
  }
}
