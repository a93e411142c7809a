package dev.isthmus.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.isthmus.cli.files.ObjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a workshop: its clusters and its labs. */
public final class Workshop {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path root;

  public Workshop(Path root) {
    this.root = root;
  }

  /** The environment before the first lab. */
  Path clusters() {
    return root.resolve("clusters");
  }

  Path folder(LabDefinition lab) {
    return root.resolve("labs").resolve(lab.lab());
  }

  /** The names of all labs, in the order in which they are done. */
  public List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("labs"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** All labs up to and with the one of this name, in order. */
  public List<LabDefinition> until(String name) throws IOException {
    List<LabDefinition> labs = new ArrayList<>();
    for (String each : names()) {
      labs.add(read(each));
      if (each.equals(name)) {
        break;
      }
    }
    return labs;
  }

  private LabDefinition read(String name) throws IOException {
    Path file = root.resolve("labs").resolve(name).resolve("steps.yaml");
    List<JsonNode> documents = ObjectFile.read(file);
    try {
      return MAPPER.treeToValue(documents.getFirst(), LabDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": " + e.getOriginalMessage(), e);
    }
  }
}
