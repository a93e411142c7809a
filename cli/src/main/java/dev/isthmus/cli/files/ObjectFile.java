package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of objects that must be read as a whole, or not at all. */
public final class ObjectFile {
  private ObjectFile() {}

  /**
   * The file's objects, in its order; the items of Lists one by one.
   *
   * @throws IOException if a part of the file cannot be read; says where
   */
  public static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    var sink =
        new ObjectSink() {
          @Override
          public void object(Position at, JsonNode object) {
            objects.add(object);
          }

          @Override
          public void broken(Position at, String problem) {
            problems.add(file + ":" + at.line() + ":" + at.column() + ": " + problem);
          }
        };
    try (var text = Files.newBufferedReader(file)) {
      YamlObjects.read(text, sink);
    }
    if (!problems.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    return objects;
  }
}
