package dev.isthmus.cli.print;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import java.util.List;
import java.util.Locale;

/** Findings for machines: an array whose fields only ever grow (docs/findings.md). */
public final class FindingJson {
  private FindingJson() {}

  public static ArrayNode of(List<Finding> findings) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    findings.forEach(finding -> array.add(of(finding)));
    return array;
  }

  private static ObjectNode of(Finding finding) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("reason", finding.reason().title());
    node.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    node.set("object", of(finding.object()));
    node.put("field", finding.field());
    node.put("what", finding.what());
    node.put("why", finding.why());
    node.put("remedy", finding.remedy());
    return node;
  }

  /** A reference to an object. */
  static ObjectNode of(ObjectRef ref) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("apiVersion", ref.kind().apiVersion());
    node.put("kind", ref.kind().kind());
    node.put("cluster", ref.key().cluster());
    node.put("namespace", ref.key().namespace());
    node.put("name", ref.key().name());
    return node;
  }
}
