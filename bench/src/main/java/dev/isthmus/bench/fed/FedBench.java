package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.bench.Heap;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code bench/run fed N M [PART…]}: times FED(N, M) on one thread and prints one line of JSON. A
 * part is {@code full}, {@code yaml}, or an edit's name; without any, all are measured. The floor
 * is what Jackson alone needs for the same objects, in the same JVM and run: quote ratios, since
 * machines differ and are shared.
 */
public final class FedBench {
  private final FedObjects<Resource> objects;
  private final Set<String> parts;
  private final Map<String, FedEdits.Edit> edits;
  private final ObjectNode report = JsonNodeFactory.instance.objectNode();

  private FedBench(int services, int clusters, Set<String> parts) {
    this.objects = FedObjects.read(services, clusters);
    this.edits = new FedEdits(objects, services, clusters).all();
    this.parts = parts;
    report.put("bench", "fed").put("services", services).put("clusters", clusters);
  }

  /** Arguments: N services in all, M clusters, and which parts to measure. */
  public static void main(String[] args) throws IOException {
    List<String> all = List.of(args);
    var bench =
        new FedBench(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Set.copyOf(all.subList(2, all.size())));
    System.out.println(bench.run());
  }

  private ObjectNode run() throws IOException {
    List<Change> changes = objects.all().stream().map(Change::of).toList();
    report.put("inputs", changes.size());
    if (wanted("full")) {
      new FullTranslation(changes).measure(report);
    }
    long before = Heap.used();
    Translator translator = Translator.create();
    Translation translation = translator.apply(changes);
    report.put("heapBytesPerObject", (Heap.used() - before) / translation.outputs().size());
    if (wanted("yaml")) {
      report.set("yaml", YamlFiles.measure(List.copyOf(translation.outputs().values())));
    }
    ObjectNode all = report.putObject("edits");
    for (Map.Entry<String, FedEdits.Edit> edit : edits.entrySet()) {
      if (wanted(edit.getKey())) {
        all.set(edit.getKey(), new EditRuns(translator, edit.getValue()).measure());
      }
    }
    return report;
  }

  private boolean wanted(String part) {
    return parts.isEmpty() || parts.contains(part);
  }
}
