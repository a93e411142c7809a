package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.isthmus.cli.files.FolderWriter;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code translate -o} writes per second, beside the YAML library alone with the same trees
 * and no files.
 */
final class YamlFiles {
  private static final int SAMPLE = 5_000;
  private static final int ROUNDS = 4;

  private YamlFiles() {}

  static ObjectNode measure(List<Output> outputs) throws IOException {
    List<Output> sample = outputs.subList(0, Math.min(SAMPLE, outputs.size()));
    long best = Long.MAX_VALUE;
    long floor = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, files(sample));
      floor = Math.min(floor, library(sample));
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("objectsPerSecond", Math.round(sample.size() / (best / 1e9)));
    node.put("libraryObjectsPerSecond", Math.round(sample.size() / (floor / 1e9)));
    node.put("ratio", Samples.rounded((double) best / floor));
    return node;
  }

  private static long files(List<Output> sample) throws IOException {
    Path folder = Files.createTempDirectory("isthmus-bench");
    try {
      long start = System.nanoTime();
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (Output output : sample) {
        String path =
            output.key().cluster()
                + "/"
                + output.key().namespace()
                + "/"
                + output.key().kind().kind()
                + "-"
                + output.key().name()
                + ".yaml";
        files.put(path, YamlText.of(OutputJson.write(output)).getBytes(StandardCharsets.UTF_8));
      }
      new FolderWriter(folder, false, true, _ -> true).write(files);
      return System.nanoTime() - start;
    } finally {
      remove(folder);
    }
  }

  private static long library(List<Output> sample) throws IOException {
    var library = new YAMLMapper();
    List<JsonNode> trees = sample.stream().<JsonNode>map(OutputJson::write).toList();
    long bytes = 0;
    long start = System.nanoTime();
    for (JsonNode tree : trees) {
      bytes += library.writeValueAsBytes(tree).length;
    }
    long took = System.nanoTime() - start;
    if (bytes == 0) {
      throw new IllegalStateException("nothing was written");
    }
    return took;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
