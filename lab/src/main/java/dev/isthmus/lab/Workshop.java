package dev.isthmus.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
  private final ObjectFiles files;

  public Workshop(Path root, ObjectFiles files) {
    this.root = root;
    this.files = files;
  }

  /** The environment before the first lab. */
  public Path clusters() {
    return root.resolve("clusters");
  }

  /** The folder that a lab's files are named in. */
  public Path folder(LabDefinition lab) {
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
      labs.add(lab(each));
      if (each.equals(name)) {
        break;
      }
    }
    return labs;
  }

  /**
   * The objects that an expectation's file holds.
   *
   * @throws IOException if the expectation cannot be checked as it is written
   */
  public ExpectedObjects expected(LabDefinition lab, LabDefinition.Expectation expectation)
      throws IOException {
    if (expectation.objects() == null || expectation.cluster() == null) {
      throw new IOException("an expectation of " + lab.lab() + " names neither objects nor a step");
    }
    Path file = folder(lab).resolve(expectation.objects());
    try {
      return new ExpectedObjects(files.read(file), expectation.except());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private LabDefinition lab(String name) throws IOException {
    Path file = root.resolve("labs").resolve(name).resolve("steps.yaml");
    List<? extends JsonNode> documents = files.read(file);
    if (documents.size() != 1) {
      throw new IOException(file + ": a lab is one document, not " + documents.size());
    }
    try {
      LabDefinition lab = MAPPER.treeToValue(documents.getFirst(), LabDefinition.class);
      if (!name.equals(lab.lab())) {
        throw new IOException(
            file + ": lab: is " + lab.lab() + ", but the folder's name is " + name);
      }
      LabRequests.check(lab, file);
      return lab;
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": " + e.getOriginalMessage(), e);
    }
  }
}
