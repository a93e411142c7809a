package dev.isthmus.testing.golden;

import java.util.List;

/**
 * What differs between two texts, by lines, for a person: the part between the common start and the
 * common end.
 */
public final class LineDiff {
  private static final int CONTEXT = 3;

  private LineDiff() {}

  /** Lines with {@code -} were expected, lines with {@code +} came. */
  public static String of(String expected, String actual) {
    List<String> before = expected.lines().toList();
    List<String> after = actual.lines().toList();
    int shared = Math.min(before.size(), after.size());
    int start = 0;
    while (start < shared && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shared - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    var text = new StringBuilder();
    append(text, "    ", before.subList(Math.max(0, start - CONTEXT), start));
    append(text, "  - ", before.subList(start, before.size() - end));
    append(text, "  + ", after.subList(start, after.size() - end));
    append(
        text,
        "    ",
        before.subList(
            before.size() - end, Math.min(before.size(), before.size() - end + CONTEXT)));
    return text.toString();
  }

  private static void append(StringBuilder text, String mark, List<String> lines) {
    lines.forEach(line -> text.append(mark).append(line).append('\n'));
  }
}
