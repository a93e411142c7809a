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
    int low = 0;
    int high = size - 1;
    if (high >= 0 && order(runs[high], run) < 0) {
      return -size - 1; // a first load comes in order
    }
    while (low <= high) {
      int mid = (low + high) >>> 1;
      int order = order(runs[mid], run);
      if (order < 0) {
        low = mid + 1;
      } else if (order > 0) {
        high = mid - 1;
      } else {
        return mid;
      }
    }
    return -(low + 1);
  }

  private static int order(Run a, Run b) {
    return a.rule == b.rule
        ? Keys.compare(a.source().key, b.source().key)
        : Integer.compare(a.rule.ordinal, b.rule.ordinal);
  }
}
