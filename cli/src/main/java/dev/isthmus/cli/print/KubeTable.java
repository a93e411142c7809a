package dev.isthmus.cli.print;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as kubectl prints it: heads in upper case, a column at least six wide and three apart
 * from the next, nothing after the last cell (k8s.io/cli-runtime, printers: tabwriter with minimum
 * width 6, padding 3).
 */
public final class KubeTable {
  private static final int MIN_WIDTH = 6;
  private static final int PADDING = 3;

  private final List<List<String>> rows = new ArrayList<>();

  public KubeTable(List<String> heads) {
    rows.add(heads.stream().map(head -> head.toUpperCase(java.util.Locale.ROOT)).toList());
  }

  /** Adds a row with a cell for each head. */
  public KubeTable row(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + rows.getFirst().size() + " heads");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The lines, heads first. */
  public List<String> lines() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.max(MIN_WIDTH, row.get(i).length() + PADDING));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size() - 1; i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length()));
    }
    return line.append(row.getLast()).toString();
  }
}
