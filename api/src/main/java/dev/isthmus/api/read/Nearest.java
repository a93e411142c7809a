package dev.isthmus.api.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that someone who wrote another one most likely meant. */
final class Nearest {

  private Nearest() {}

  /** The nearest name, if it is near: at most a third of its letters differ. */
  static Optional<String> to(String written, Collection<String> known) {
    if (written.length() > 64) {
      return Optional.empty();
    }
    String plain = plain(written);
    return known.stream()
        .filter(name -> distance(plain, plain(name)) <= Math.max(1, name.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(plain, plain(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Case, underscores and hyphens are what people vary without meaning another name. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Edits (insert, delete, replace, swap of neighbours) from one text to the other. */
  private static int distance(String a, String b) {
    int[] two = new int[b.length() + 1];
    int[] one = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      one[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = one[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(one[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], two[j - 2] + 1);
        }
      }
      int[] spare = two;
      two = one;
      one = row;
      row = spare;
    }
    return one[b.length()];
  }
}
