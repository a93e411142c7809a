package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes what a file holds, in its order. */
interface ObjectSink {
  void object(Position at, JsonNode object);

  /** A part of the file that is no object; {@code problem} says what is wrong there. */
  void broken(Position at, String problem);
}
