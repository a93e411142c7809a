package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Samples;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Times one kind of edit, from event to delta, beside the floor of the objects that it changes. */
final class EditRuns {
  private static final int RUNS = Integer.getInteger("edits", 1_000);

  /** After so long an edit is not repeated further, so that large meshes end too. */
  private static final long BUDGET_NANOS = 20_000_000_000L;

  private static final int AT_LEAST = 100;

  private final Translator translator;
  private final FedEdits.Edit edit;
  private final Samples edits = new Samples();
  private final Samples floors = new Samples();
  private int changed;

  EditRuns(Translator translator, FedEdits.Edit edit) {
    this.translator = translator;
    this.edit = edit;
  }

  /** Repeats the edit: a third of the runs warms up, and does not count. */
  ObjectNode measure() throws IOException {
    long stop = System.nanoTime() + BUDGET_NANOS;
    int warmUp = RUNS / 3;
    for (int i = 0; i < RUNS + warmUp; i++) {
      boolean late = System.nanoTime() > stop;
      if (late && edits.size() >= AT_LEAST) {
        break;
      }
      run(i, i >= warmUp || late);
    }
    ObjectNode node = edits.report();
    double floor = floors.at(0.5).wallMillis();
    node.put("objects", changed);
    node.put("floorMs", floor);
    node.put("aimP50Ms", Samples.rounded(0.5 + 2 * floor));
    return node;
  }

  private void run(int i, boolean counts) throws IOException {
    List<Change> ahead = edit.ahead().apply(i);
    List<Change> event = edit.event().apply(i);
    List<OutputChange> delta = new ArrayList<>();
    Cost cost =
        Cost.of(() -> {
          if (!ahead.isEmpty()) {
            translator.apply(ahead);
          }
          delta.addAll(translator.apply(event).changes());
        });
    List<Output> written =
        delta.stream().map(OutputChange::after).filter(Objects::nonNull).toList();
    List<HasMetadata> foreign = Foreign.of(written);
    Cost floor = Cost.of(() -> Foreign.write(foreign));
    translator.apply(edit.undo().apply(i));
    if (counts) {
      edits.add(cost);
      floors.add(floor);
      changed = Math.max(changed, delta.size());
    }
  }
}
