package dev.isthmus.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values that several runs emit under one key, in the order of their producers: the rules'
 * order, then the source key.
 */
final class Contributions {
  private Run[] runs;
  private Object[] values;
  private int size;

  Contributions(Run run, Object value) {
    runs = new Run[] {run, run};
    values = new Object[] {value, value};
    size = 1;
  }

  int size() {
    return size;
  }

  Run run(int i) {
    return runs[i];
  }

  Object value(int i) {
    return values[i];
  }

  /** Sets the value of a run; false if it equals the one there. */
  boolean put(Run run, Object value) {
    int at = search(run);
    if (at >= 0) {
      if (values[at].equals(value)) {
        return false;
      }
      values[at] = value;
      return true;
    }
    int place = -at - 1;
    if (size == runs.length) {
      runs = Arrays.copyOf(runs, size + (size >> 1) + 1);
      values = Arrays.copyOf(values, runs.length);
    }
    System.arraycopy(runs, place, runs, place + 1, size - place);
    System.arraycopy(values, place, values, place + 1, size - place);
    runs[place] = run;
    values[place] = value;
    size++;
    return true;
  }

  @SuppressWarnings("NullAway") // the slot past the end holds nothing
  void remove(Run run) {
    int at = search(run);
    if (at < 0) {
      throw new IllegalStateException("no contribution of " + run.rule.name);
    }
    size--;
    System.arraycopy(runs, at + 1, runs, at, size - at);
    System.arraycopy(values, at + 1, values, at, size - at);
    runs[size] = null;
    values[size] = null;
  }

  List<Producer> producers() {
    List<Producer> producers = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      producers.add(new Producer(runs[i].rule.name, runs[i].source().key));
    }
    return producers;
  }

  private int search(Run run) {
    if (size > 0 && runs[size - 1].compareTo(run) < 0) {
      return -size - 1; // a first load comes in order
    }
    return Keys.search(runs, 0, size, run);
  }
}
