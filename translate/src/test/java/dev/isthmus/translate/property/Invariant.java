package dev.isthmus.translate.property;

/** Something that holds of every translation. */
@FunctionalInterface
interface Invariant {
  /**
   * Checks it.
   *
   * @throws AssertionError starting with the rule that is broken, as a fixed text, and a colon
   */
  void check(Mesh mesh);

  /** Fails unless it holds. The rule is what failures are told apart by while they are shrunk. */
  static void must(boolean holds, String rule, Object where) {
    if (!holds) {
      throw new AssertionError(rule + ": " + where);
    }
  }
}
