package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Samples;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Translation from nothing to bytes, on one thread, beside its floors. A round does each once, from
 * a heap without garbage; all are warmed up alike, by the rounds. The least of each counts, since
 * what disturbs only adds.
 */
final class FullTranslation {
  private static final int ROUNDS = Integer.getInteger("rounds", 15);

  private final List<Change> changes;
  private final Samples translate = new Samples();
  private final Samples write = new Samples();
  private final Samples full = new Samples();
  private final Samples floor = new Samples();
  private final Samples ownFloor = new Samples();

  FullTranslation(List<Change> changes) {
    this.changes = changes;
  }

  /** Adds {@code objects}, {@code bytes}, {@code findings} and {@code full} to the report. */
  void measure(ObjectNode report) throws IOException {
    Translation once = Translator.create().apply(changes);
    List<Output> outputs = List.copyOf(once.outputs().values());
    report.put("objects", outputs.size());
    report.put("bytes", Serializer.outputs(outputs));
    report.put("findings", once.findings().size());
    List<HasMetadata> foreign = Foreign.of(outputs);
    Foreign.requireSame(outputs, foreign);
    List<Serializer.Plain> own = outputs.stream().map(Serializer.Plain::of).toList();
    for (int round = 0; round < ROUNDS; round++) {
      fullRound();
      floor.add(alone(() -> Foreign.write(foreign)));
      ownFloor.add(alone(() -> Serializer.write(own, IstioJson.MAPPER)));
    }
    ObjectNode node = report.putObject("full");
    node.put("ms", full.least().wallMillis()).put("cpuMs", full.least().cpuMillis());
    node.put("translateMs", translate.least().wallMillis());
    node.put("writeMs", write.least().wallMillis());
    node.put("floorMs", floor.least().wallMillis()).put("floorCpuMs", floor.least().cpuMillis());
    node.put("ratio", ratio(full.least().wall(), floor.least().wall()));
    node.put("cpuRatio", ratio(full.least().cpu(), floor.least().cpu()));
    node.put("ownTypesMs", ownFloor.least().wallMillis());
    node.put("ratioToOwnTypes", ratio(full.least().wall(), ownFloor.least().wall()));
    node.put("bytesAllocatedPerObject", translate.least().allocated() / outputs.size());
  }

  private void fullRound() throws IOException {
    Collection<Output> outputs = new ArrayList<>();
    Cost translated =
        alone(() -> outputs.addAll(Translator.create().apply(changes).outputs().values()));
    Cost written = Cost.of(() -> Serializer.outputs(outputs));
    translate.add(translated);
    write.add(written);
    full.add(translated.plus(written));
  }

  private static Cost alone(Cost.Work work) throws IOException {
    System.gc();
    return Cost.of(work);
  }

  private static double ratio(long of, long to) {
    return Samples.rounded((double) of / to);
  }
}
