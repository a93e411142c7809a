package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
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
    try (var text = Files.newBufferedReader(file)) {
      return read(text, file + ":");
    }
  }

  /**
   * The objects of a YAML text, in its order.
   *
   * @throws IOException if a part of it cannot be read; says where
   */
  public static List<JsonNode> parse(String yaml) throws IOException {
    return read(new StringReader(yaml), "");
  }

  private static List<JsonNode> read(Reader text, String name) throws IOException {
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
            problems.add(name + at.line() + ":" + at.column() + ": " + problem);
          }
        };
    YamlObjects.read(text, sink);
    if (!problems.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    return objects;
  }
}
