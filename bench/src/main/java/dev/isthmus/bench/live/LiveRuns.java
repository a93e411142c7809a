package dev.isthmus.bench.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Samples;
import dev.isthmus.bench.fed.Foreign;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Times one kind of edit, from event to effects, beside translation alone and the floor of the
 * objects that it changes; and what agents tell until the edit is applied.
 */
final class LiveRuns {
  /** After so long an edit is not repeated further. */
  private static final long BUDGET_NANOS = 30_000_000_000L;

  private static final int AT_LEAST = 20;

  private final LiveWorld world;
  private final Translator translator;
  private final LiveEdits.Edit edit;
  private final Samples edits = new Samples();
  private final Samples translations = new Samples();
  private final Samples floors = new Samples();
  private int changed;

  LiveRuns(LiveWorld world, Translator translator, LiveEdits.Edit edit) {
    this.world = world;
    this.translator = translator;
    this.edit = edit;
  }

  /** Repeats the edit: a third of the runs warms up, and does not count. */
  ObjectNode measure(int runs) throws IOException {
    long stop = System.nanoTime() + BUDGET_NANOS;
    int warmUp = runs / 3;
    for (int i = 0; i < runs + warmUp; i++) {
      boolean late = System.nanoTime() > stop;
      if (late && edits.size() >= AT_LEAST) {
        break;
      }
      if (i == warmUp) {
        world.forget();
      }
      run(i, i >= warmUp || late);
    }
    ObjectNode node = edits.report();
    node.put("objects", changed);
    double translation = translations.at(0.5).cpuMillis();
    double floor = floors.at(0.5).cpuMillis();
    node.put("translationCpuP50Ms", translation).put("floorCpuP50Ms", floor);
    node.put("aimCpuP50Ms", Samples.rounded(translation + 2 * floor));
    ObjectNode others = node.putObject("untilApplied");
    world
        .costs()
        .forEach((what, samples) -> {
          if (!what.equals("event")) {
            others.set(what, samples.report());
          }
        });
    return node;
  }

  private void run(int i, boolean counts) throws IOException {
    LiveEdits.Told event = edit.event().apply(i);
    List<Change> changes = Reports.changes(event.puts(), event.gone());
    Cost cost = world.delta("event", event.cluster(), event.puts(), event.gone());
    List<OutputChange> delta = new ArrayList<>();
    Cost translation = Cost.of(() -> delta.addAll(translator.apply(changes).changes()));
    List<Output> written =
        delta.stream().map(OutputChange::after).filter(Objects::nonNull).toList();
    List<HasMetadata> foreign = Foreign.of(written);
    Cost floor = Cost.of(() -> Foreign.write(foreign));
    world.settle();
    LiveEdits.Told undo = edit.undo().apply(i);
    world.delta("undo", undo.cluster(), undo.puts(), undo.gone());
    world.settle();
    translator.apply(Reports.changes(undo.puts(), undo.gone()));
    if (counts) {
      edits.add(cost);
      translations.add(translation);
      floors.add(floor);
      changed = Math.max(changed, delta.size());
    }
  }
}
