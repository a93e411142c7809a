package dev.isthmus.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms in which data is written. */
enum DataFormat {
  table,
  yaml,
  json,
  name;

  /**
   * Objects as kubectl writes them: documents, a List, or {@code
   * serviceentry.networking.istio.io/name} a line.
   */
  static String objects(List<Output> outputs, DataFormat format) {
    return switch (format) {
      case yaml, table -> YamlText.documents(outputs.stream().map(OutputJson::write).toList());
      case json -> list(outputs).toPrettyString() + "\n";
      case name -> outputs.stream().map(DataFormat::name).collect(Collectors.joining());
    };
  }

  private static ObjectNode list(List<Output> outputs) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1");
    ArrayNode items = list.putArray("items");
    outputs.forEach(output -> items.add(OutputJson.write(output)));
    list.put("kind", "List");
    return list;
  }

  private static String name(Output output) {
    String kind = output.key().kind().kind().toLowerCase(Locale.ROOT);
    return kind + "." + output.key().kind().group() + "/" + output.key().name() + "\n";
  }
}
