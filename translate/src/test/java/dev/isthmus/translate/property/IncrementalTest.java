package dev.isthmus.translate.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.testing.Cases;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.support.Observed;
import dev.isthmus.translate.support.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The state depends on the objects alone: not on the way to them, the batches or the order. */
final class IncrementalTest {
  private static final Cases CASES = new Cases(RandomEnvironment::scenario);

  @Test
  void incrementalEqualsFromScratchAndDeltasLeadFromStateToState() {
    CASES.check(scenario -> {
      var random = new Random(scenario.seed());
      Translator translator = Translator.create();
      State state = State.of(translator.apply(Observed.changes(scenario.objects())));
      for (int done = 0; done < scenario.edits().size(); ) {
        int until = Math.min(scenario.edits().size(), done + 1 + random.nextInt(4));
        List<Edit> batch = scenario.edits().subList(done, until);
        Translation next = translator.apply(Observed.changes(batch));
        State after = State.of(next);
        assertThat(State.apply(state.objects(), next.changes())).isEqualTo(after.objects());
        State fresh = State.of(Observed.translate(scenario.after(until)));
        after.mustEqual(fresh, "incremental (one) and from scratch (other) after edit " + until);
        state = after;
        done = until;
      }
    });
  }

  @Test
  void theOrderAndBatchingOfTheInputDoNotMatter() {
    CASES.check(scenario -> {
      var random = new Random(scenario.seed());
      List<Change> changes = new ArrayList<>(Observed.changes(scenario.objects()));
      Collections.shuffle(changes, random);
      Translator translator = Translator.create();
      for (int done = 0; done < changes.size(); ) {
        int until = Math.min(changes.size(), done + 1 + random.nextInt(40));
        translator.apply(changes.subList(done, until));
        done = until;
      }
      State shuffled = State.of(translator.current());
      State sorted = State.of(Observed.translate(scenario.objects()));
      shuffled.mustEqual(sorted, "shuffled (one) and sorted (other)");
    });
  }

  @Test
  void anEditThatChangesNothingGivesAnEmptyDelta() {
    CASES.check(scenario -> {
      Translator translator = Translator.create();
      translator.apply(Observed.changes(scenario.objects()));
      State before = State.of(translator.current());
      Translation again = translator.apply(Observed.changes(scenario.objects()));
      assertThat(again.changes()).as("all objects written again").isEmpty();
      for (Edit edit : Likes.of(scenario)) {
        Translation like = translator.apply(Observed.changes(List.of(edit)));
        assertThat(like.changes()).as("a pod beside its like: %s", edit).isEmpty();
      }
      State.of(translator.current()).mustEqual(before, "after (one) and before (other)");
    });
  }

  @Test
  void afterEverythingIsGoneNothingIsLeft() {
    CASES.check(scenario -> {
      Translator translator = Translator.create();
      translator.apply(Observed.changes(scenario.objects()));
      Translation end =
          translator.apply(
              Observed.changes(scenario.objects().keySet().stream().map(Edit::remove).toList()));
      assertThat(end.outputs()).isEmpty();
      assertThat(end.findings()).isEmpty();
    });
  }
}
