package dev.isthmus.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The runs that depend on one thing: a cell, or a whole small table. An edge is two numbers: its
 * place here (kept in {@link Run#places}) and its place among the run's dependencies (kept here),
 * so that adding and removing one costs the same however many there are.
 */
final class Watchers {
  private static final int START = 1;

  /** The cell, or the {@link TableState} if the whole table is meant. */
  final Object subject;

  private Run[] runs = new Run[START];
  private int[] edges = new int[START];
  private int size;

  /** Its position among the fetches of the running rule, if it is there at all (see {@link In}). */
  int position;

  Watchers(Object subject) {
    this.subject = subject;
  }

  int size() {
    return size;
  }

  /** How many of them run over the subject. */
  int sources() {
    int sources = 0;
    for (int i = 0; i < size; i++) {
      sources += edges[i] == 0 ? 1 : 0;
    }
    return sources;
  }

  /** Adds an edge and returns its place. */
  int add(Run run, int edge) {
    if (size == runs.length) {
      int capacity = size < 4 ? size * 2 : size + (size >> 1);
      runs = Arrays.copyOf(runs, capacity);
      edges = Arrays.copyOf(edges, capacity);
    }
    runs[size] = run;
    edges[size] = edge;
    return size++;
  }

  /** Removes the edge at a place; the last one takes the place. */
  @SuppressWarnings("NullAway") // the slot past the end holds nothing
  void remove(int place) {
    int last = --size;
    if (place != last) {
      runs[place] = runs[last];
      edges[place] = edges[last];
      runs[place].places[edges[place]] = place;
    }
    runs[last] = null;
    if (runs.length > 8 && size < runs.length / 4) {
      runs = Arrays.copyOf(runs, runs.length / 2);
      edges = Arrays.copyOf(edges, runs.length);
    }
  }

  /** Queues every run that can tell the new value from what it saw. */
  void wake(@Nullable Object now) {
    for (int i = 0; i < size; i++) {
      Run run = runs[i];
      if (!run.queued && run.sees(edges[i], now)) {
        run.rule.enqueue(run);
      }
    }
  }

  /** Called when the last edge may have gone. */
  void release() {
    if (size == 0) {
      switch (subject) {
        case Cell cell -> {
          if (cell.watchers == this) {
            cell.watchers = null;
            cell.table.release(cell);
          }
        }
        default -> {} // a whole table keeps its list
      }
    }
  }
}
