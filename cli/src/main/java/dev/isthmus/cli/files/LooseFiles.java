package dev.isthmus.cli.files;

import dev.isthmus.api.Finding;
import dev.isthmus.api.read.ResourceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Files that are no environment: what stands in them, whatever cluster they are for. */
public final class LooseFiles {
  /**
   * What was read.
   *
   * @param objects how many objects of ours there are
   * @param findings what is wrong with them, sorted
   */
  public record Content(int objects, List<Finding> findings) {}

  private final FileReader reader = new FileReader(Path.of(""), new ResourceReader(), false);
  private final List<Finding> findings = new ArrayList<>();
  private int objects;

  private LooseFiles() {}

  /**
   * Reads files, folders (at any depth; hidden ones are left out), and {@code in} where {@code -}
   * is named.
   *
   * @throws IOException if one that is named is not there, or a folder of which nothing can be read
   */
  public static Content read(Collection<Path> named, InputStream in) throws IOException {
    var loose = new LooseFiles();
    for (Path path : named) {
      loose.add(path, in);
    }
    loose.findings.sort(null);
    return new Content(loose.objects, List.copyOf(loose.findings));
  }

  private void add(Path path, InputStream in) throws IOException {
    if (path.toString().equals("-")) {
      byte[] bytes = in.readAllBytes();
      take(reader.read("", path, () -> new ByteArrayInputStream(bytes)));
    } else if (Files.isDirectory(path)) {
      EnvironmentFiles found = EnvironmentFiles.loose(path);
      findings.addAll(found.findings());
      found.files().forEach(file -> take(reader.read("", path.resolve(file))));
    } else if (Files.exists(path)) {
      take(reader.read("", path));
    } else {
      throw new NoSuchFileException(path.toString());
    }
  }

  private void take(FileContent content) {
    objects += content.resources().size();
    findings.addAll(content.findings());
  }
}
