package dev.isthmus.server.simulation;

import dev.isthmus.testing.Edit;
import dev.isthmus.testing.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** One thing that happens in a run. Each stands for itself, so that a run can do without it. */
sealed interface Happening {

  /** A user's change. */
  record Edited(Edit edit) implements Happening {
    @Override
    public String toString() {
      return "edit: " + edit;
    }
  }

  /**
   * Something goes wrong.
   *
   * @param seed decides where, and how badly
   */
  record Broken(Fault fault, long seed) implements Happening {
    @Override
    public String toString() {
      return fault.toString();
    }
  }

  /** Something that a test does, or looks at, itself. */
  record Done(String what, Consumer<Simulation> act) implements Happening {
    @Override
    public String toString() {
      return what;
    }
  }

  /** A scenario's edits, with up to so many of these faults before each. */
  static List<Happening> of(Scenario scenario, List<Fault> faults, int most) {
    Random random = new Random(scenario.seed());
    List<Happening> all = new ArrayList<>();
    for (Edit edit : scenario.edits()) {
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        all.add(new Broken(faults.get(random.nextInt(faults.size())), random.nextLong()));
      }
      all.add(new Edited(edit));
    }
    return all;
  }
}
