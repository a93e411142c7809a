package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.gloo.FlatStatus;
import java.util.List;
import java.util.Locale;

/**
 * The CustomResourceDefinitions of the users' kinds, made from the table. What they refuse, the
 * reader reports too; what the reader takes, they take. They are for clusters without definitions
 * of these groups: those of an earlier installation stay as they are.
 */
public final class CustomResourceDefinitions {
  private CustomResourceDefinitions() {}

  /** All of them, in the order of the table; each caller has its own. */
  public static List<ObjectNode> all() {
    Schema table = Schema.table();
    return table.kinds().stream().map(kind -> definition(table, kind)).toList();
  }

  private static ObjectNode definition(Schema table, KindSchema kind) {
    ObjectKind id = kind.kind();
    String singular = id.kind().toLowerCase(Locale.ROOT);
    String plural = plural(singular);
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
    definition.putObject("metadata").put("name", plural + "." + id.group());
    ObjectNode spec = definition.putObject("spec");
    spec.put("group", id.group()).put("scope", "Namespaced");
    ObjectNode names = spec.putObject("names");
    names.put("kind", id.kind()).put("listKind", id.kind() + "List");
    names.put("plural", plural).put("singular", singular);
    names.putArray("categories").add("gloo-mesh");
    ObjectNode version = spec.putArray("versions").addObject();
    version.put("name", id.version()).put("served", true).put("storage", true);
    columns(version, kind);
    version.putObject("subresources").putObject("status");
    version.putObject("schema").set("openAPIV3Schema", schema(table, kind));
    return definition;
  }

  /** As Kubernetes' tools make them: policies, gateways; settings stay. */
  static String plural(String singular) {
    if (singular.endsWith("s")) {
      return singular;
    }
    boolean vowel = singular.matches(".*[aeiou]y");
    return singular.endsWith("y") && !vowel
        ? singular.substring(0, singular.length() - 1) + "ies"
        : singular + "s";
  }

  private static void columns(ObjectNode version, KindSchema kind) {
    var columns = version.putArray("additionalPrinterColumns");
    MessageSchema spec = kind.spec();
    if (spec != null && spec.byName().containsKey("hosts")) {
      column(columns.addObject(), "Hosts", "string", ".spec.hosts");
    }
    boolean flat = FlatStatus.isOf(kind.kind());
    column(
        columns.addObject(),
        "State",
        "string",
        flat ? ".status.state" : ".status.common.State.approval");
    column(columns.addObject(), "Age", "date", ".metadata.creationTimestamp");
    column(
        columns.addObject(),
        "Message",
        "string",
        flat ? ".status.isthmus.message" : ".status.common.State.message");
    ((ObjectNode) columns.get(columns.size() - 1)).put("priority", 1);
  }

  private static void column(ObjectNode column, String name, String type, String path) {
    column.put("name", name).put("type", type).put("jsonPath", path);
  }

  private static ObjectNode schema(Schema table, KindSchema kind) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object").put("description", sentence(kind.purpose()));
    ObjectNode properties = schema.putObject("properties");
    MessageSchema spec = kind.spec();
    properties.set(
        "spec", spec == null ? CrdSchemas.open() : new CrdSchemas(table).message(spec, false));
    properties.set("status", CrdSchemas.open());
    return schema;
  }

  static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
