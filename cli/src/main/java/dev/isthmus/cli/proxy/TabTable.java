package dev.isthmus.cli.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table as Go's tabwriter aligns it for istioctl: each column but the last is as wide as its
 * widest cell and some spaces, also before an empty last cell.
 */
final class TabTable {
  /** istioctl's spaces between columns, of all tables but that of listeners. */
  static final int WIDE = 5;

  static final int NARROW = 1;

  private final int padding;
  private final List<String[]> rows = new ArrayList<>();

  TabTable(int padding, String... header) {
    this.padding = padding;
    row(header);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  /** The lines, each with a newline at its end. */
  String text() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()) + padding);
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length - 1; i++) {
        int length = row[i].codePointCount(0, row[i].length());
        text.append(row[i]).repeat(' ', widths[i] - length);
      }
      text.append(row[row.length - 1]).append('\n');
    }
    return text.toString();
  }

  /** A row with a cell before the others, where it is wanted. */
  static String[] withFirst(boolean wanted, String first, String... cells) {
    if (!wanted) {
      return cells;
    }
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(Arrays.asList(cells));
    return all.toArray(String[]::new);
  }
}
