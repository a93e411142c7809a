package dev.isthmus.cli.print;

/** Counts as people read them. */
public final class Counted {
  private Counted() {}

  /** {@code 1 object}, {@code 2 objects}. */
  public static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
