package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Samples;
import dev.isthmus.cli.files.FolderWriter;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.OutputKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code translate -o} writes per second (texts, then files), beside the YAML library alone
 * with the same trees and no files, and beside the same files written plainly.
 */
final class YamlFiles {
  private static final int SAMPLE = 5_000;
  private static final int ROUNDS = 6;

  private YamlFiles() {}

  static ObjectNode measure(List<Output> outputs) throws IOException {
    List<Output> sample = outputs.subList(0, Math.min(SAMPLE, outputs.size()));
    List<JsonNode> trees = sample.stream().<JsonNode>map(OutputJson::write).toList();
    var product = new Samples();
    var text = new Samples();
    var plain = new Samples();
    var library = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      SortedMap<String, byte[]> files = new TreeMap<>();
      text.add(Cost.of(() -> files.putAll(texts(sample))));
      product.add(
          inFolder(folder -> new FolderWriter(folder, false, true, _ -> true).write(files)));
      plain.add(inFolder(folder -> writePlainly(folder, files)));
      library.add(Cost.of(() -> library(trees)));
    }
    long all = product.least().wall() + text.least().wall();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("objectsPerSecond", perSecond(sample.size(), all));
    node.put("libraryObjectsPerSecond", perSecond(sample.size(), library.least().wall()));
    node.put("textsPerSecond", perSecond(sample.size(), text.least().wall()));
    node.put("filesPerSecond", perSecond(sample.size(), product.least().wall()));
    node.put("plainFilesPerSecond", perSecond(sample.size(), plain.least().wall()));
    return node;
  }

  private static long perSecond(int objects, long nanos) {
    return Math.round(objects / (nanos / 1e9));
  }

  /** What {@code translate -o} makes of the outputs, by path. */
  private static SortedMap<String, byte[]> texts(List<Output> sample) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Output output : sample) {
      OutputKey key = output.key();
      String file = key.kind().kind() + "-" + key.name() + ".yaml";
      files.put(
          key.cluster() + "/" + key.namespace() + "/" + file,
          YamlText.of(OutputJson.write(output)).getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  /** The files without the manifest, the checks and the renames that keep a folder safe. */
  private static void writePlainly(Path folder, SortedMap<String, byte[]> files)
      throws IOException {
    Set<Path> made = new HashSet<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (made.add(path.getParent())) {
        Files.createDirectories(path.getParent());
      }
      Files.write(path, file.getValue());
    }
  }

  private interface InFolder {
    void write(Path folder) throws IOException;
  }

  private static Cost inFolder(InFolder work) throws IOException {
    Path folder = Files.createTempDirectory("isthmus-bench");
    try {
      return Cost.of(() -> work.write(folder));
    } finally {
      remove(folder);
    }
  }

  private static void library(List<JsonNode> trees) throws IOException {
    var library = new YAMLMapper();
    long bytes = 0;
    for (JsonNode tree : trees) {
      bytes += library.writeValueAsBytes(tree).length;
    }
    if (bytes == 0) {
      throw new IllegalStateException("nothing was written");
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
