package dev.isthmus.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads files of objects, YAML or JSON: the reader of the command, or that of tests. */
@FunctionalInterface
public interface ObjectFiles {
  /**
   * The file's objects, in its order.
   *
   * @throws IOException if a part of the file cannot be read; says where
   */
  List<? extends JsonNode> read(Path file) throws IOException;
}
