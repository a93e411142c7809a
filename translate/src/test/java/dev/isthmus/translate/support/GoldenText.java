package dev.isthmus.translate.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Yaml;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Translations as the text of golden files. */
public final class GoldenText {
  private GoldenText() {}

  /**
   * The test resources in the source tree: goldens are compared, and refreshed, where they are
   * committed.
   */
  public static Path resources(String folder) {
    return Path.of(System.getProperty("basedir", "."), "src", "test", "resources", folder);
  }

  /**
   * One file per cluster, kind and name, with the objects of all namespaces in it; and the
   * findings, those of reading first.
   *
   * @return file name to text
   */
  public static SortedMap<String, String> files(SortedMap<ObjectId, ObjectNode> inputs) {
    Translation translation = Observed.translate(inputs);
    var texts = new TreeMap<String, List<String>>();
    for (Output output : translation.outputs().values()) {
      String file =
          "out-%s-%s-%s.yaml"
              .formatted(output.key().cluster(), output.key().kind().kind(), output.key().name());
      texts.computeIfAbsent(file, f -> new ArrayList<>()).add(Yaml.write(OutputJson.write(output)));
    }
    var files = new TreeMap<String, String>();
    texts.forEach((file, documents) -> files.put(file, String.join("---\n", documents)));
    var findings = new ArrayList<>(Observed.readingFindings(inputs));
    findings.addAll(translation.findings());
    if (!findings.isEmpty()) {
      files.put("findings.txt", findings(findings));
    }
    return files;
  }

  /** All objects of one cluster, each under the reason for it. */
  public static String withReasons(Collection<Output> outputs) {
    var documents = new ArrayList<String>();
    for (Output output : outputs) {
      var text = new StringBuilder();
      text.append("# rule ").append(output.provenance().rule().anchor()).append('\n');
      for (Contribution part : output.provenance().contributions()) {
        String line = "# %s %s %s".formatted(part.role().word(), part.object(), part.what());
        text.append(line.stripTrailing()).append('\n');
      }
      documents.add(text + Yaml.write(OutputJson.write(output)));
    }
    return String.join("---\n", documents);
  }

  /** Findings as a person reads them. */
  public static String findings(List<Finding> findings) {
    var text = new StringBuilder();
    for (Finding finding : findings) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      String field = finding.field().isEmpty() ? "" : ": " + finding.field();
      text.append(
          severity + "[" + finding.reason().title() + "] " + finding.object() + field + "\n");
      for (String line : List.of(finding.what(), finding.why(), finding.remedy())) {
        if (!line.isEmpty()) {
          text.append("  ").append(line).append('\n');
        }
      }
    }
    return text.toString();
  }
}
