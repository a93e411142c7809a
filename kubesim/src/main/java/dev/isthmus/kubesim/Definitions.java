package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.read.CustomResourceDefinitions;
import dev.isthmus.istio.IstioKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The CustomResourceDefinitions that a cluster of the labs has. */
public final class Definitions {
  private Definitions() {}

  /** Those of Istio's and of the users' kinds. */
  public static List<ObjectNode> all() {
    return Stream.concat(
            Stream.of(IstioKind.values()).map(Definitions::istio),
            CustomResourceDefinitions.all().stream())
        .toList();
  }

  /** As Istio 1.11 has them, which the labs run: without {@code v1}. */
  private static ObjectNode istio(IstioKind kind) {
    String version = kind.apiVersion().substring(kind.group().length() + 1);
    List<String> versions = new ArrayList<>(List.of(version));
    if (version.equals("v1beta1") && kind.group().equals("networking.istio.io")) {
      versions.add("v1alpha3");
    }
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
    definition.putObject("metadata").put("name", kind.plural() + "." + kind.group());
    ObjectNode spec = definition.putObject("spec").put("group", kind.group());
    ObjectNode names = spec.put("scope", "Namespaced").putObject("names");
    names.put("kind", kind.kind()).put("listKind", kind.kind() + "List");
    names.put("plural", kind.plural()).put("singular", kind.kind().toLowerCase(Locale.ROOT));
    names.putArray("categories").add("istio-io").add(kind.group().replace('.', '-'));
    if (!kind.shortName().isEmpty()) {
      names.putArray("shortNames").add(kind.shortName());
    }
    ArrayNode served = spec.putArray("versions");
    versions.forEach(v -> version(served.addObject(), v, v.equals(version), kind.columns()));
    return definition;
  }

  private static void version(
      ObjectNode version, String name, boolean storage, List<IstioKind.Column> columns) {
    version.put("name", name).put("served", true).put("storage", storage);
    version
        .putObject("schema")
        .putObject("openAPIV3Schema")
        .put("type", "object")
        .put("x-kubernetes-preserve-unknown-fields", true);
    version.putObject("subresources").putObject("status");
    ArrayNode printed = version.putArray("additionalPrinterColumns");
    for (IstioKind.Column column : columns) {
      boolean age = column.path().isEmpty();
      printed
          .addObject()
          .put("name", column.name())
          .put("type", age ? "date" : "string")
          .put("jsonPath", age ? ".metadata.creationTimestamp" : ".spec." + column.path());
    }
  }
}
