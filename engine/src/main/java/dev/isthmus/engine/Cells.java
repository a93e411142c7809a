package dev.isthmus.engine;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a table by key: open addressing with linear probing. The hashes lie beside the
 * cells, so that neither probing nor growing touches a cell that is not the one sought: a table of
 * hundreds of thousands is far larger than the processor's caches.
 */
final class Cells {
  private static final int SMALLEST = 16;

  private @Nullable Cell[] cells = new Cell[SMALLEST];

  /** The spread hash of the cell at the same place, which is never 0; 0 where there is none. */
  private int[] hashes = new int[SMALLEST];

  private int count;

  @Nullable Cell find(Object key) {
    return cells[place(key, spread(key.hashCode()))];
  }

  Cell intern(Object key, TableState table) {
    int hash = spread(key.hashCode());
    int place = place(key, hash);
    Cell present = cells[place];
    if (present != null) {
      return present;
    }
    Cell cell = new Cell(table, key);
    cells[place] = cell;
    hashes[place] = hash;
    if (++count > cells.length / 8 * 5) {
      resize(cells.length * 2);
    }
    return cell;
  }

  /** Where the cell of a key is, or the free place where it would be. */
  private int place(Object key, int hash) {
    int mask = cells.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      if (hashes[i] == 0 || (hashes[i] == hash && at(i).key.equals(key))) {
        return i;
      }
    }
  }

  private Cell at(int place) {
    return Objects.requireNonNull(cells[place]);
  }

  /** Removes a cell if it is there, and moves up those that had to give way to it. */
  void remove(Cell cell) {
    int hole = place(cell.key, spread(cell.key.hashCode()));
    if (cells[hole] != cell) {
      return;
    }
    int mask = cells.length - 1;
    for (int i = (hole + 1) & mask; hashes[i] != 0; i = (i + 1) & mask) {
      if (((i - hashes[i]) & mask) >= ((i - hole) & mask)) {
        cells[hole] = cells[i];
        hashes[hole] = hashes[i];
        hole = i;
      }
    }
    cells[hole] = null;
    hashes[hole] = 0;
    if (--count < cells.length / 8 && cells.length > SMALLEST) {
      resize(cells.length / 2);
    }
  }

  private void resize(int capacity) {
    @Nullable Cell[] oldCells = cells;
    int[] oldHashes = hashes;
    cells = new Cell[capacity];
    hashes = new int[capacity];
    int mask = capacity - 1;
    for (int from = 0; from < oldCells.length; from++) {
      int hash = oldHashes[from];
      if (hash != 0) {
        int i = hash & mask;
        while (hashes[i] != 0) {
          i = (i + 1) & mask;
        }
        cells[i] = oldCells[from];
        hashes[i] = hash;
      }
    }
  }

  void visit(Consumer<Cell> visitor) {
    for (Cell cell : cells) {
      if (cell != null) {
        visitor.accept(cell);
      }
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    int spread = mixed ^ (mixed >>> 16);
    return spread == 0 ? 1 : spread;
  }
}
