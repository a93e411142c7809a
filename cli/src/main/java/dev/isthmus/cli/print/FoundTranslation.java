package dev.isthmus.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Istio objects of one namespace whose parent has a given name, as lab 11's script {@code
 * find-translation.sh} lists them: a line for every kind, in the order of the lab's first listing,
 * and kubectl's table where there are some.
 */
public final class FoundTranslation {
  /**
   * Resources in the lab's order; {@code istiooperators} is no kind that we write, and is listed as
   * the script lists it.
   */
  private static final List<String> RESOURCES =
      List.of(
          "requestauthentications.security.istio.io",
          "wasmplugins.extensions.istio.io",
          "workloadgroups.networking.istio.io",
          "telemetries.telemetry.istio.io",
          "gateways.networking.istio.io",
          "workloadentries.networking.istio.io",
          "virtualservices.networking.istio.io",
          "envoyfilters.networking.istio.io",
          "serviceentries.networking.istio.io",
          "peerauthentications.security.istio.io",
          "sidecars.networking.istio.io",
          "destinationrules.networking.istio.io",
          "authorizationpolicies.security.istio.io",
          "istiooperators.install.istio.io");

  private static final String AGE = "<unknown>";

  private final Translation translation;
  private final String name;
  private final String namespace;

  public FoundTranslation(Translation translation, String name, String namespace) {
    this.translation = translation;
    this.name = name;
    this.namespace = namespace;
  }

  /** What is found in these clusters, in order. */
  public List<Output> outputs(List<String> clusters) {
    List<Output> found = new ArrayList<>();
    for (String cluster : clusters) {
      for (Output output : translation.outputs(cluster).values()) {
        if (output.key().namespace().equals(namespace)
            && output.parent().key().name().equals(name)) {
          found.add(output);
        }
      }
    }
    return found;
  }

  /** What the lab's script prints. */
  public List<String> listing(String cluster) {
    List<Output> found = outputs(List.of(cluster));
    List<String> lines = new ArrayList<>();
    lines.add("Looking for Istio translation for " + name + " in " + namespace);
    for (String resource : RESOURCES) {
      lines.add("Looking for objects of type " + resource);
      Optional<IstioKind> kind = IstioKind.ofResource(resource);
      List<Output> rows =
          found.stream().filter(output -> Optional.of(output.key().kind()).equals(kind)).toList();
      if (kind.isPresent() && !rows.isEmpty()) {
        lines.addAll(table(kind.get(), rows));
      }
    }
    return lines;
  }

  private static List<String> table(IstioKind kind, List<Output> rows) {
    List<String> heads = new ArrayList<>(List.of("Name"));
    kind.columns().forEach(column -> heads.add(column.name()));
    var table = new KubeTable(heads);
    for (Output row : rows) {
      JsonNode spec = IstioJson.write(row.spec());
      List<String> cells = new ArrayList<>(List.of(row.key().name()));
      kind.columns().forEach(column -> cells.add(cell(spec, column)));
      table.row(cells);
    }
    return table.lines();
  }

  private static String cell(JsonNode spec, IstioKind.Column column) {
    if (column.equals(IstioKind.Column.AGE)) {
      return AGE;
    }
    JsonNode value = spec;
    for (String field : column.path().split("\\.", -1)) {
      value = value.path(field);
    }
    return value.isMissingNode() ? "" : value.isTextual() ? value.asText() : value.toString();
  }

  /** For each object the rule and what contributed. */
  public List<String> reasons(String cluster) {
    List<String> lines = new ArrayList<>();
    for (Output output : outputs(List.of(cluster))) {
      lines.add(
          output.key().kind().kind() + " " + output.key().namespace() + "/" + output.key().name());
      lines.addAll(reasons(output));
    }
    if (lines.isEmpty()) {
      lines.add(
          "Nothing in "
              + namespace
              + " of "
              + cluster
              + " came from an object named "
              + name
              + ".");
    }
    return lines;
  }

  private static List<String> reasons(Output output) {
    List<String> texts = new ArrayList<>();
    int width = 0;
    for (Contribution contribution : output.provenance().contributions()) {
      String text =
          String.format(
                  "  %-8s %s %s",
                  contribution.role().word(), contribution.object(), contribution.what())
              .stripTrailing();
      texts.add(text);
      width = Math.max(width, text.length());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String field = output.provenance().contributions().get(i).field();
      lines.add(
          field.isEmpty()
              ? texts.get(i)
              : texts.get(i) + " ".repeat(width - texts.get(i).length() + 3) + field);
    }
    lines.add(
        "  rule     "
            + output.provenance().rule().sentence()
            + " (docs/translation.md#"
            + output.provenance().rule().anchor()
            + ")");
    return lines;
  }
}
