package dev.isthmus.engine;

import java.util.Arrays;

/** The changes of one index group in one step. */
final class ChangeBuffer {
  Change<?, ?>[] changes = new Change<?, ?>[2];
  int size;

  void add(Change<?, ?> change) {
    if (size == changes.length) {
      changes = Arrays.copyOf(changes, size * 2);
    }
    changes[size++] = change;
  }
}
