package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a reader hands on, as text: {@code 1:1 {"a":1}}, {@code broken 3:5 …}. */
final class Read implements ObjectSink {
  interface With {
    void read(Reader text, ObjectSink sink) throws IOException;
  }

  final List<JsonNode> objects = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final List<String> broken = new ArrayList<>();

  static Read yaml(String text) {
    return of(YamlObjects::read, text);
  }

  static Read json(String text) {
    return of(JsonObjects::read, text);
  }

  static Read of(With reader, String text) {
    var read = new Read();
    try {
      reader.read(new StringReader(text), read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  @Override
  public void object(Position at, JsonNode object) {
    objects.add(object);
    lines.add(at.line() + ":" + at.column() + " " + object);
  }

  @Override
  public void broken(Position at, String problem) {
    broken.add(at.line() + ":" + at.column() + " " + problem);
    lines.add("broken " + at.line() + ":" + at.column() + " " + problem);
  }
}
